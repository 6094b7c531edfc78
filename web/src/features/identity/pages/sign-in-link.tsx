/** Sign in by link. */
export function SignInLinkPage() {
  return <main />;
}
