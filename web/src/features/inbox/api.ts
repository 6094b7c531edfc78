/** Inbox: tasks for people. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, type Task, unwrap } from "@/lib/api";
import { useOrgPath } from "@/lib/auth";

export type TaskStatus = Task["status"];

const LIMIT = 100;

export function useTasks(status: TaskStatus) {
  const path = useOrgPath();
  return useQuery({
    queryKey: ["inbox", path.org_id, status],
    queryFn: () =>
      unwrap(
        api.GET("/v1/organizations/{org_id}/inbox", { params: { path, query: { status, limit: LIMIT } } }),
      ),
    refetchInterval: status === "open" ? 30_000 : false,
  });
}

/** How many tasks are open, up to the first page's size. */
export function useOpenTaskCount(): number {
  return useTasks("open").data?.items.length ?? 0;
}

/** Moves a task at once and puts it back when the server refuses. */
export function useSetTaskStatus() {
  const path = useOrgPath();
  const client = useQueryClient();
  const key = ["inbox", path.org_id];
  return useMutation({
    mutationFn: ({ id, status }: { id: string; status: TaskStatus }) =>
      unwrap(
        api.PUT("/v1/organizations/{org_id}/inbox/{task_id}/status", {
          params: { path: { ...path, task_id: id } },
          body: { status },
        }),
      ),
    onMutate: async ({ id }) => {
      await client.cancelQueries({ queryKey: key });
      const before = client.getQueriesData<{ items: Task[] }>({ queryKey: key });
      client.setQueriesData<{ items: Task[] }>(
        { queryKey: key },
        (page) => page && { ...page, items: page.items.filter((task) => task.id !== id) },
      );
      return { before };
    },
    onError: (_error, _input, context) => {
      for (const [queryKey, page] of context?.before ?? []) client.setQueryData(queryKey, page);
    },
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  });
}

export function useCreateTask() {
  const path = useOrgPath();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { title: string; body: string; due: string | null }) =>
      unwrap(api.POST("/v1/organizations/{org_id}/inbox", { params: { path }, body })),
    onSuccess: () => client.invalidateQueries({ queryKey: ["inbox", path.org_id] }),
  });
}
