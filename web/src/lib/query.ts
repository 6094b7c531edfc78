/** The query client: no retry on an answer the server meant, one on a lost connection. */
import { QueryClient } from "@tanstack/react-query";
import { ApiProblem } from "./api";

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        refetchOnWindowFocus: true,
        retry: (failures, error) => failures < 1 && !(error instanceof ApiProblem && error.status < 500),
      },
      mutations: { retry: false },
    },
  });
}
