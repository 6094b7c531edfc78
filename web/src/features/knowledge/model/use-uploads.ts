/** Files on their way: one after another, each with its own progress, outcome and message. */
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { type ApiProblem, asProblem, type StoredFile } from "@/lib/api";
import { useOrgPath } from "@/lib/auth";
import { sendFile } from "./send-file";

export interface Upload {
  id: string;
  file: File;
  state: "waiting" | "sending" | "done" | "failed";
  /** How much has left, between 0 and 1; at 1 the server is reading it. */
  share: number;
  stored?: StoredFile;
  problem?: ApiProblem;
}

export interface Uploads {
  list: readonly Upload[];
  busy: boolean;
  add: (files: readonly File[]) => void;
  retry: (id: string) => void;
  /** Takes one line away, or every line that is finished. */
  dismiss: (id?: string) => void;
}

const isOver = (upload: Upload) => upload.state === "done" || upload.state === "failed";

export function useUploads(): Uploads {
  const { org_id } = useOrgPath();
  const client = useQueryClient();
  const [list, setList] = useState<readonly Upload[]>([]);
  const line = useRef<Promise<void>>(Promise.resolve());
  const change = (id: string, part: Partial<Upload>) =>
    setList((before) => before.map((upload) => (upload.id === id ? { ...upload, ...part } : upload)));
  const run = async ({ id, file }: Upload) => {
    change(id, { state: "sending", share: 0, problem: undefined });
    try {
      const stored = await sendFile(org_id, file, (share) => change(id, { share }));
      change(id, { state: "done", share: 1, stored });
      for (const name of ["files", "documents"]) {
        void client.invalidateQueries({ queryKey: [name, org_id] });
      }
    } catch (error) {
      change(id, { state: "failed", problem: asProblem(error) });
    }
  };
  /** One at a time, so that each is seen to arrive and one refusal does not hide the others. */
  const queue = (uploads: readonly Upload[]) => {
    for (const upload of uploads) line.current = line.current.then(() => run(upload));
  };
  return {
    list,
    busy: list.some((upload) => !isOver(upload)),
    add: (files) => {
      const fresh = files.map(
        (file): Upload => ({ id: crypto.randomUUID(), file, state: "waiting", share: 0 }),
      );
      setList((before) => [...before.filter((upload) => upload.state !== "done"), ...fresh]);
      queue(fresh);
    },
    retry: (id) => {
      change(id, { state: "waiting", problem: undefined });
      queue(list.filter((upload) => upload.id === id));
    },
    dismiss: (id) =>
      setList((before) => before.filter((upload) => (id === undefined ? !isOver(upload) : upload.id !== id))),
  };
}
