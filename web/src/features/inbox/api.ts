/** Inbox: tasks for people and for agents. */
import { type InfiniteData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, type Task, unwrap } from "@/lib/api";
import { useOrgPath } from "@/lib/auth";
import { type ApiPage, usePages } from "@/lib/pages";

export type TaskStatus = Task["status"];

const PAGE = 50;
const COUNTED = 100;
const EVERY_MS = 30_000;

/** Tasks of one status, newest first, a page at a time. */
export function useTasks(status: TaskStatus) {
  const path = useOrgPath();
  return usePages<Task>(
    ["inbox", path.org_id, "list", status],
    (cursor) =>
      unwrap(
        api.GET("/v1/organizations/{org_id}/inbox", {
          params: { path, query: { status, limit: PAGE, cursor } },
        }),
      ),
    { refetchInterval: status === "open" ? EVERY_MS : false },
  );
}

/** How many tasks are open, up to one hundred; the dashboard reads the same list. */
export function useOpenTaskCount(): number {
  const path = useOrgPath();
  const open = useQuery({
    queryKey: ["inbox", path.org_id, "open"],
    queryFn: () =>
      unwrap(
        api.GET("/v1/organizations/{org_id}/inbox", {
          params: { path, query: { status: "open", limit: COUNTED } },
        }),
      ),
    refetchInterval: EVERY_MS,
  });
  return open.data?.items.length ?? 0;
}

type Cached = ApiPage<Task> | InfiniteData<ApiPage<Task>> | undefined;
type Change = (items: Task[]) => Task[];

function changed(cached: Cached, change: Change): Cached {
  if (!cached) return cached;
  if (!("pages" in cached)) return { ...cached, items: change(cached.items) };
  return { ...cached, pages: cached.pages.map((page) => ({ ...page, items: change(page.items) })) };
}

/** A change that shows at once in every list that is loaded, and goes back when the server refuses. */
function useTaskChange<Input>(save: (input: Input) => Promise<Task>, change: (input: Input) => Change) {
  const path = useOrgPath();
  const client = useQueryClient();
  const queryKey = ["inbox", path.org_id];
  return useMutation({
    mutationFn: save,
    onMutate: async (input: Input) => {
      await client.cancelQueries({ queryKey });
      const before = client.getQueriesData<Cached>({ queryKey });
      client.setQueriesData<Cached>({ queryKey }, (cached) => changed(cached, change(input)));
      return { before };
    },
    onError: (_error, _input, context) => {
      for (const [key, cached] of context?.before ?? []) client.setQueryData(key, cached);
    },
    onSettled: () => client.invalidateQueries({ queryKey }),
  });
}

/** Settles a task or opens it again: it leaves the list it stands in. */
export function useSetTaskStatus() {
  const path = useOrgPath();
  return useTaskChange(
    ({ id, status }: { id: string; status: TaskStatus }) =>
      unwrap(
        api.PUT("/v1/organizations/{org_id}/inbox/{task_id}/status", {
          params: { path: { ...path, task_id: id } },
          body: { status },
        }),
      ),
    ({ id }) =>
      (items) =>
        items.filter((task) => task.id !== id),
  );
}

/** Gives a task to a member (by id), an agent (by code), or to nobody. */
export function useAssignTask() {
  const path = useOrgPath();
  return useTaskChange(
    ({ id, assignee }: { id: string; assignee: Task["assignee"] }) =>
      unwrap(
        api.PUT("/v1/organizations/{org_id}/inbox/{task_id}/assign", {
          params: { path: { ...path, task_id: id } },
          body: { assignee: assignee?.id ?? null },
        }),
      ),
    ({ id, assignee }) =>
      (items) =>
        items.map((task) => (task.id === id ? { ...task, assignee } : task)),
  );
}

interface NewTask {
  title: string;
  body: string;
  assignee: string | null;
  due: string | null;
}

export function useCreateTask() {
  const path = useOrgPath();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewTask) =>
      unwrap(api.POST("/v1/organizations/{org_id}/inbox", { params: { path }, body })),
    onSuccess: () => client.invalidateQueries({ queryKey: ["inbox", path.org_id] }),
  });
}
