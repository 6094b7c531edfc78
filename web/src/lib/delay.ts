/** Small timing hooks. */
import { useEffect, useState } from "react";

/** True once `active` has lasted `ms`; skeletons use it, so that a fast answer never flickers. */
export function useLasting(active: boolean, ms = 150): boolean {
  const [lasted, setLasted] = useState(false);
  useEffect(() => {
    if (!active) {
      setLasted(false);
      return undefined;
    }
    const timer = setTimeout(() => setLasted(true), ms);
    return () => clearTimeout(timer);
  }, [active, ms]);
  return lasted;
}

/** The current time, renewed every `ms`. */
export function useNow(ms = 30_000): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), ms);
    return () => clearInterval(timer);
  }, [ms]);
  return now;
}

/** `value` once it has stayed the same for `ms`. */
export function useSettled<T>(value: T, ms = 200): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
}
