/** Landing. */
export function LandingPage() {
  return <main />;
}
