/** Sends one file with progress, which fetch cannot report. */
import { problemFrom, type StoredFile, writeHeaders } from "@/lib/api";

/** `onShare` hears how much has left, between 0 and 1; after 1 the server reads the file. */
export function sendFile(orgId: string, file: File, onShare: (share: number) => void): Promise<StoredFile> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/v1/organizations/${orgId}/files`);
    for (const [name, value] of Object.entries(writeHeaders())) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onShare(event.loaded / event.total);
    };
    request.onload = () => {
      if (request.status === 201) {
        resolve(JSON.parse(request.responseText) as StoredFile);
        return;
      }
      const answer = new Response(request.responseText, { status: request.status });
      void problemFrom(answer).then(reject);
    };
    request.onerror = () => reject(new TypeError("The connection was lost."));
    const body = new FormData();
    body.append("file", file);
    request.send(body);
  });
}
