"""The sandbox: stand-ins for outside providers, spoken to over real HTTP, above one simulated world.

Owns no tables. `host` mounts each provider's stand-in and keeps the request log (the referee of outside
effects); `world` is what the stand-ins share; `faults` makes them slow or broken on demand; `model_api`
is an OpenAI-compatible endpoint; `mind` is the deterministic sandbox model behind it.
"""
