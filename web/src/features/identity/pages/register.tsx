/** Register. */
export function RegisterPage() {
  return <main />;
}
