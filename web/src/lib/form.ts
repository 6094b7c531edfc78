/** A small form state: named text values, submit through a mutation, field errors from the problem document. */
import { type FormEvent, useState } from "react";
import { type ApiProblem, asProblem } from "./api";

interface Bound {
  name: string;
  value: string;
  onChange: (event: { target: { value: string } }) => void;
}

export interface Form<T extends Record<string, string>> {
  values: T;
  set: (name: string, value: string) => void;
  /** Spread on an input: name, value and onChange. */
  bind: (name: keyof T & string) => Bound;
  /** The server's message for a field of the same name. */
  error: (name: string) => string | undefined;
  /** The server's message at the first of these pointers that has one. */
  fieldAt: (...pointers: string[]) => string | undefined;
  /** The problem as a whole, unless every part of it already stands under a field. */
  problem: ApiProblem | null;
  busy: boolean;
  submit: (event: FormEvent) => void;
  reset: () => void;
}

export function useForm<T extends Record<string, string>>(
  initial: T,
  save: (values: T) => Promise<unknown>,
): Form<T> {
  const [values, setValues] = useState(initial);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const set = (name: string, value: string) => setValues((before) => ({ ...before, [name]: value }));
  const fieldAt = (...pointers: string[]) => pointers.map((pointer) => problem?.field(pointer)).find(Boolean);
  const run = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await save(values);
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  const placed = problem?.errors.every((field) => (field.pointer.split("/").at(-1) ?? "") in values) ?? false;
  return {
    values,
    set,
    busy,
    bind: (name) => ({ name, value: values[name] ?? "", onChange: (event) => set(name, event.target.value) }),
    error: (name) => fieldAt(`/${name}`),
    fieldAt,
    problem: problem && !(problem.errors.length > 0 && placed) ? problem : null,
    submit: (event) => {
      event.preventDefault();
      if (!busy) void run();
    },
    reset: () => {
      setValues(initial);
      setProblem(null);
    },
  };
}
