/** Joins class names; later utilities win over earlier ones of the same kind. */
import { type ClassValue, clsx } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

const merge = extendTailwindMerge({ extend: { classGroups: { "font-size": [{ text: ["md"] }] } } });

export function cn(...inputs: ClassValue[]): string {
  return merge(clsx(inputs));
}
