/** Files on their way to a message: uploaded as soon as they are chosen, each with its progress or its own error. */
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { type ApiProblem, asProblem, type StoredFile } from "@/lib/api";
import { useOrgPath } from "@/lib/auth";
import { uploadFile } from "../api";
import type { AttachedFile } from "./live";

export interface Attachment {
  key: string;
  name: string;
  size: number;
  /** Share of the bytes that are sent, between 0 and 1. */
  progress: number;
  file: StoredFile | null;
  problem: ApiProblem | null;
}

let count = 0;

export interface Attachments {
  items: readonly Attachment[];
  uploading: boolean;
  ready: readonly AttachedFile[];
  add: (files: readonly File[]) => void;
  /** Attaches a file the organization already has. */
  addStored: (file: StoredFile) => void;
  remove: (key: string) => void;
  clear: () => void;
}

export function useAttachments(): Attachments {
  const { org_id } = useOrgPath();
  const client = useQueryClient();
  const [items, setItems] = useState<readonly Attachment[]>([]);
  const stops = useRef(new Map<string, AbortController>());

  useEffect(() => {
    const running = stops.current;
    return () => {
      for (const stop of running.values()) stop.abort();
    };
  }, []);

  const change = useCallback((key: string, changed: Partial<Attachment>) => {
    setItems((before) => before.map((item) => (item.key === key ? { ...item, ...changed } : item)));
  }, []);

  const start = useCallback(
    async (key: string, file: File) => {
      const stop = new AbortController();
      stops.current.set(key, stop);
      try {
        const stored = await uploadFile(org_id, file, (progress) => change(key, { progress }), stop.signal);
        change(key, { file: stored, progress: 1 });
        void client.invalidateQueries({ queryKey: ["files"] });
      } catch (error) {
        if (!stop.signal.aborted) change(key, { problem: asProblem(error) });
      } finally {
        stops.current.delete(key);
      }
    },
    [org_id, client, change],
  );

  const add = useCallback(
    (files: readonly File[]) => {
      for (const file of files) {
        count += 1;
        const key = `file-${count}`;
        const item = { key, name: file.name, size: file.size, progress: 0, file: null, problem: null };
        setItems((before) => [...before, item]);
        void start(key, file);
      }
    },
    [start],
  );

  const addStored = useCallback((file: StoredFile) => {
    const item = { key: file.id, name: file.name, size: file.size_bytes, progress: 1, file, problem: null };
    setItems((before) => (before.some((other) => other.file?.id === file.id) ? before : [...before, item]));
  }, []);

  const remove = useCallback((key: string) => {
    stops.current.get(key)?.abort();
    setItems((before) => before.filter((item) => item.key !== key));
  }, []);

  return {
    items,
    uploading: items.some((item) => item.file === null && item.problem === null),
    ready: items.flatMap(({ file }) =>
      file?.status === "ready" ? [{ id: file.id, name: file.name, media_type: file.media_type }] : [],
    ),
    add,
    addStored,
    remove,
    clear: useCallback(() => setItems([]), []),
  };
}
