/** Conversations: the list, one with its messages, renaming, deleting, judging an answer, attaching files. */
import {
  keepPreviousData,
  type QueryClient,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import {
  ApiProblem,
  api,
  type Session,
  type SessionSummary,
  type StoredFile,
  unwrap,
  writeHeaders,
} from "@/lib/api";
import { useOrgPath } from "@/lib/auth";

const PAGE = 50;
const listKey = (orgId: string) => ["chat", "sessions", orgId];
export const sessionKey = (orgId: string, id: string) => ["chat", "session", orgId, id];

export function useSessions(q: string) {
  const path = useOrgPath();
  return useInfiniteQuery({
    queryKey: [...listKey(path.org_id), q],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET("/v1/organizations/{org_id}/sessions", {
          params: { path, query: { limit: PAGE, q: q || undefined, cursor: pageParam } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: (query) =>
      query.state.data?.pages.some((page) => page.items.some((session) => session.running)) ? 3_000 : 60_000,
  });
}

/** Puts a sample file that a sample task names among the organization's files. */
export function useAddSamples() {
  const path = useOrgPath();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (names: readonly string[]) =>
      Promise.all(
        names.map((name) =>
          unwrap(api.POST("/v1/organizations/{org_id}/files/samples", { params: { path }, body: { name } })),
        ),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ["files", path.org_id] }),
  });
}

export function useSession(session_id: string | null) {
  const path = useOrgPath();
  return useQuery({
    queryKey: sessionKey(path.org_id, session_id ?? ""),
    queryFn: () =>
      unwrap(
        api.GET("/v1/organizations/{org_id}/sessions/{session_id}", {
          params: { path: { ...path, session_id: session_id ?? "" } },
        }),
      ),
    enabled: session_id !== null,
    staleTime: 0,
  });
}

/** What an ended answer changes elsewhere. */
export function refreshAfterAnswer(client: QueryClient): void {
  for (const queryKey of [
    ["chat"],
    ["agents"],
    ["dashboard"],
    ["budgets"],
    ["inbox"],
    ["files"],
    ["interactions"],
  ]) {
    void client.invalidateQueries({ queryKey });
  }
}

/** Puts a conversation that was just begun into the cache, so that its page opens without waiting. */
export function seedSession(
  client: QueryClient,
  orgId: string,
  id: string,
  agent_code: string,
  title: string,
): void {
  const now = new Date().toISOString();
  const session: Session = {
    id,
    title,
    agent_code,
    created_at: now,
    updated_at: now,
    running: true,
    messages: [],
  };
  client.setQueryData(sessionKey(orgId, id), session, { updatedAt: 0 });
  void client.invalidateQueries({ queryKey: listKey(orgId) });
}

interface Pages {
  pages: { items: SessionSummary[]; next_cursor?: string | null }[];
  pageParams: unknown[];
}

export function useRenameSession() {
  const path = useOrgPath();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, title }: { id: string; title: string }) =>
      unwrap(
        api.PATCH("/v1/organizations/{org_id}/sessions/{session_id}", {
          params: { path: { ...path, session_id: id } },
          body: { title },
        }),
      ),
    onMutate: ({ id, title }) => {
      const renamed = (session: SessionSummary) => (session.id === id ? { ...session, title } : session);
      client.setQueriesData<Pages>({ queryKey: listKey(path.org_id) }, (data) => {
        if (!data) return data;
        return { ...data, pages: data.pages.map((page) => ({ ...page, items: page.items.map(renamed) })) };
      });
      client.setQueryData<Session>(sessionKey(path.org_id, id), (data) => data && { ...data, title });
    },
    onSettled: () => client.invalidateQueries({ queryKey: ["chat"] }),
  });
}

export function useDeleteSession() {
  const path = useOrgPath();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (session_id: string) =>
      unwrap(
        api.DELETE("/v1/organizations/{org_id}/sessions/{session_id}", {
          params: { path: { ...path, session_id } },
        }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: listKey(path.org_id) }),
  });
}

export function useJudge(sessionId: string | null) {
  const path = useOrgPath();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, rating, reason = "" }: { id: string; rating: "up" | "down"; reason?: string }) =>
      unwrap(
        api.PUT("/v1/organizations/{org_id}/interactions/{interaction_id}/feedback", {
          params: { path: { ...path, interaction_id: id } },
          body: { rating, reason },
        }),
      ),
    onSuccess: () => {
      if (sessionId) void client.invalidateQueries({ queryKey: sessionKey(path.org_id, sessionId) });
      void client.invalidateQueries({ queryKey: ["agents"] });
      void client.invalidateQueries({ queryKey: ["dashboard"] });
    },
  });
}

export function useMemories() {
  const path = useOrgPath();
  return useQuery({
    queryKey: ["memories", path.org_id],
    queryFn: () =>
      unwrap(api.GET("/v1/organizations/{org_id}/memories", { params: { path, query: { limit: 200 } } })),
  });
}

/** The organization's files, to attach one that is already there. */
export function useFiles(enabled: boolean) {
  const path = useOrgPath();
  return useQuery({
    queryKey: ["files", path.org_id],
    queryFn: () =>
      unwrap(api.GET("/v1/organizations/{org_id}/files", { params: { path, query: { limit: 200 } } })),
    enabled,
  });
}

/** Uploads one file, telling how much of it is sent: fetch cannot, XMLHttpRequest can. */
export function uploadFile(
  orgId: string,
  file: File,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<StoredFile> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/v1/organizations/${orgId}/files`);
    for (const [name, value] of Object.entries(writeHeaders())) request.setRequestHeader(name, value);
    request.responseType = "json";
    request.upload.onprogress = (event) =>
      onProgress(event.lengthComputable ? event.loaded / event.total : 0);
    request.onload = () => {
      if (request.status < 300) resolve(request.response as StoredFile);
      else reject(new ApiProblem(request.status, (request.response ?? {}) as Record<string, unknown>));
    };
    request.onerror = () => reject(new TypeError("The upload did not get an answer."));
    request.onabort = () => reject(new DOMException("The upload was taken back.", "AbortError"));
    signal.addEventListener("abort", () => request.abort());
    const body = new FormData();
    body.append("file", file);
    request.send(body);
  });
}
