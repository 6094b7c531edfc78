/** The person's own profile. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, unwrap } from "@/lib/api";

export function useUpdateProfile() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { name?: string; password?: string; current_password?: string }) =>
      unwrap(
        api.PATCH("/v1/me", {
          body: body.current_password === "" ? { ...body, current_password: undefined } : body,
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ["me"] }),
  });
}
