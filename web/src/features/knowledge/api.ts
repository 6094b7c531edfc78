/** Knowledge: documents and files agents may read, and what they remember. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, type ItemOf, type Memory, problemFrom, type StoredFile, unwrap } from "@/lib/api";
import { useOrgPath } from "@/lib/auth";
import { usePages } from "@/lib/pages";

const PAGE = 100;

/** Files, newest first, a page at a time. */
export function useFiles() {
  const path = useOrgPath();
  return usePages<StoredFile>(["files", path.org_id, "pages"], (cursor) =>
    unwrap(api.GET("/v1/organizations/{org_id}/files", { params: { path, query: { limit: PAGE, cursor } } })),
  );
}

export function useFile(id: string) {
  const path = useOrgPath();
  return useQuery({
    queryKey: ["files", path.org_id, "one", id],
    queryFn: () =>
      unwrap(
        api.GET("/v1/organizations/{org_id}/files/{file_id}", {
          params: { path: { ...path, file_id: id } },
        }),
      ),
  });
}

/** The text of a file, for those that are text. */
export function useFileText(id: string, enabled: boolean) {
  const { org_id } = useOrgPath();
  return useQuery({
    queryKey: ["files", org_id, "text", id],
    enabled,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      const response = await fetch(fileContentUrl(org_id, id), { credentials: "same-origin" });
      if (!response.ok) throw await problemFrom(response);
      return response.text();
    },
  });
}

export type KnowledgeDocument = ItemOf<"/v1/organizations/{org_id}/documents">;

/** The documents of the knowledge base, newest first. */
export function useDocuments() {
  const path = useOrgPath();
  return usePages<KnowledgeDocument>(["documents", path.org_id], (cursor) =>
    unwrap(
      api.GET("/v1/organizations/{org_id}/documents", { params: { path, query: { limit: PAGE, cursor } } }),
    ),
  );
}

export const fileContentUrl = (orgId: string, id: string): string =>
  `/v1/organizations/${orgId}/files/${id}/content`;

export function useDeleteFile() {
  const path = useOrgPath();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      unwrap(
        api.DELETE("/v1/organizations/{org_id}/files/{file_id}", {
          params: { path: { ...path, file_id: id } },
        }),
      ),
    onSettled: () =>
      Promise.all(
        ["files", "documents"].map((name) => client.invalidateQueries({ queryKey: [name, path.org_id] })),
      ),
  });
}

export interface MemoryFilter {
  scope?: Memory["scope"];
  agent_code?: string;
}

/** What is remembered, newest first. */
export function useMemories(filter: MemoryFilter = {}) {
  const path = useOrgPath();
  return usePages<Memory>(["memories", path.org_id, filter.scope ?? "", filter.agent_code ?? ""], (cursor) =>
    unwrap(
      api.GET("/v1/organizations/{org_id}/memories", {
        params: { path, query: { limit: PAGE, cursor, ...filter } },
      }),
    ),
  );
}

export interface MemoryInput {
  text: string;
  scope: Memory["scope"];
  agent_code: string | null;
}

/** Writes a new memory, or changes the one with this id. */
export function useSaveMemory(id?: string) {
  const path = useOrgPath();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: MemoryInput) =>
      id
        ? unwrap(
            api.PUT("/v1/organizations/{org_id}/memories/{memory_id}", {
              params: { path: { ...path, memory_id: id } },
              body,
            }),
          )
        : unwrap(api.POST("/v1/organizations/{org_id}/memories", { params: { path }, body })),
    onSuccess: () => client.invalidateQueries({ queryKey: ["memories", path.org_id] }),
  });
}

export function useDeleteMemory() {
  const path = useOrgPath();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      unwrap(
        api.DELETE("/v1/organizations/{org_id}/memories/{memory_id}", {
          params: { path: { ...path, memory_id: id } },
        }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: ["memories", path.org_id] }),
  });
}
