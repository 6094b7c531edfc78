/** A small form state: named text values, submit through a mutation, field errors from the problem document. */
import { type FormEvent, useState } from "react";
import { type ApiProblem, asProblem } from "./api";

export interface Form<T extends Record<string, string>> {
  values: T;
  set: (name: keyof T, value: string) => void;
  /** Spread on an input: value and onChange. */
  bind: (name: keyof T & string) => {
    name: string;
    value: string;
    onChange: (event: { target: { value: string } }) => void;
  };
  /** The server's message for a field. */
  error: (name: keyof T & string) => string | undefined;
  /** The problem as a whole, when it is not about one field. */
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
  const set = (name: keyof T, value: string) => setValues((before) => ({ ...before, [name]: value }));
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
  return {
    values,
    set,
    busy,
    bind: (name) => ({ name, value: values[name] ?? "", onChange: (event) => set(name, event.target.value) }),
    error: (name) => problem?.field(name),
    problem: problem && !problem.errors.some((field) => field.pointer.slice(1) in values) ? problem : null,
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
