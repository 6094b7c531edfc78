/** Sign in. */
export function SignInPage({ next }: { next?: string }) {
  return <main>{next}</main>;
}
