/** Knowledge: files agents may read, and what they remember. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, type Memory, type StoredFile, unwrap, upload } from "@/lib/api";
import { useOrgPath } from "@/lib/auth";

export function useFiles() {
  const path = useOrgPath();
  return useQuery({
    queryKey: ["files", path.org_id],
    queryFn: () =>
      unwrap(api.GET("/v1/organizations/{org_id}/files", { params: { path, query: { limit: 200 } } })),
  });
}

export const fileContentUrl = (orgId: string, id: string): string =>
  `/v1/organizations/${orgId}/files/${id}/content`;

export function useUploadFile() {
  const path = useOrgPath();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (file: File) => upload<StoredFile>(`/v1/organizations/${path.org_id}/files`, file),
    onSuccess: () => client.invalidateQueries({ queryKey: ["files", path.org_id] }),
  });
}

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
    onSettled: () => client.invalidateQueries({ queryKey: ["files", path.org_id] }),
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
