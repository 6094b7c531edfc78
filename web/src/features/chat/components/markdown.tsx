/** An answer's Markdown. Loaded on first use; raw HTML is text, links are safe, pictures come from here only. */
import { Children, type ComponentProps, isValidElement, memo, type ReactNode, useMemo } from "react";
import { type Components, defaultRehypePlugins, Streamdown, type StreamdownProps } from "streamdown";
import { Cite } from "@/components/ui/cite";
import { CopyButton } from "@/components/ui/copy-button";
import type { Source } from "@/lib/api";
import { cn } from "@/lib/cn";
import { rehypeCitations } from "../model/citations";

interface MarkdownProps {
  text: string;
  /** More text is coming: unfinished marks are closed while they are drawn. */
  writing: boolean;
  /** The same list while it does not change: it decides whether the text is drawn again. */
  citations: readonly Source[];
  currentSource: number | null;
  onOpenSource: (n: number) => void;
}

type Pluggable = NonNullable<StreamdownProps["rehypePlugins"]>[number];
type Plain<Tag extends keyof React.JSX.IntrinsicElements> = ComponentProps<Tag> & { node?: unknown };

const SAFE_LINK = /^(https?:\/\/|mailto:|\/(?!\/)|#)/i;

function SafeLink({ href = "", children }: Plain<"a">) {
  if (!SAFE_LINK.test(href)) return <span>{children}</span>;
  const isOutside = /^https?:/i.test(href) && !href.startsWith(window.location.origin);
  return (
    <a
      href={href}
      className="text-primary-text underline underline-offset-2 hover:no-underline"
      {...(isOutside || href.startsWith("/v1/") ? { target: "_blank", rel: "noopener noreferrer" } : {})}
    >
      {children}
    </a>
  );
}

/** A picture from elsewhere would tell its server who reads this, so it is offered as a link. */
function SafeImage({ src, alt = "" }: Plain<"img">) {
  const address = typeof src === "string" ? src : "";
  if (!/^\/(?!\/)/.test(address) && !address.startsWith(`${window.location.origin}/`)) {
    return <SafeLink href={address}>{alt || address}</SafeLink>;
  }
  return (
    <a href={address} target="_blank" rel="noopener noreferrer" className="my-2 block">
      <img
        src={address}
        alt={alt}
        loading="lazy"
        className="max-h-96 max-w-full rounded-md border border-border bg-card"
      />
    </a>
  );
}

function textOf(children: ReactNode): string {
  return Children.toArray(children)
    .map((child) =>
      isValidElement<{ children?: ReactNode }>(child) ? textOf(child.props.children) : String(child),
    )
    .join("");
}

function CodeBlock({ children }: Plain<"pre">) {
  const code = textOf(children).replace(/\n$/, "");
  return (
    <div className="relative my-2 rounded-md border border-border bg-card">
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
        tabIndex={0}
        className="mono max-h-96 overflow-auto px-3 py-2 pr-10 text-base leading-relaxed"
      >
        <code>{code}</code>
      </pre>
      <span className="absolute top-1 right-1">
        <CopyButton text={code} label="Copy code" />
      </span>
    </div>
  );
}

function Table({ children }: Plain<"table">) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a landmark for each table would be too many.
    <div
      role="group"
      aria-label="Table"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
      tabIndex={0}
      className="my-[9px] max-w-full overflow-x-auto rounded-md border border-border bg-card"
    >
      <table className="w-full border-collapse text-sm">{children}</table>
    </div>
  );
}

const FIGURE = /^[\s$€£¥+−(-]*(?:[A-Z]{1,3}\$)?\d[\d\s.,:/%]*(?:k|m|x|pp|pts|USD|AUD)?\)?$/;

/** Figures align right without being told: their column reads as numbers. */
function Cell({ children, style }: Plain<"td">) {
  const words = textOf(children);
  const isFigure = style?.textAlign === "right" || FIGURE.test(words);
  return (
    <td
      className={cn(
        "h-[27px] border-t border-border px-2 py-1 align-top first:pl-2.5",
        isFigure && "text-right tabular-nums",
        !isFigure && words.length > 14 && "min-w-[5.75rem]",
      )}
    >
      {children}
    </td>
  );
}

function HeadCell({ children, style }: Plain<"th">) {
  return (
    <th
      scope="col"
      className={cn(
        "h-[27px] px-2 py-1 text-left first:pl-2.5 font-medium text-subtle-foreground",
        style?.textAlign === "right" && "text-right",
      )}
    >
      {children}
    </th>
  );
}

const Heading = ({ children }: Plain<"h3">) => (
  <h3 className="mt-3 mb-1 text-md font-semibold first:mt-0">{children}</h3>
);
const Small = ({ children }: Plain<"h4">) => (
  <h4 className="mt-2.5 mb-1 font-semibold first:mt-0">{children}</h4>
);

const PARTS: Components = {
  h1: Heading,
  h2: Heading,
  h3: Heading,
  h4: Small,
  h5: Small,
  h6: Small,
  p: ({ children }: Plain<"p">) => <p className="my-2 text-pretty first:mt-0 last:mb-0">{children}</p>,
  ul: ({ children }: Plain<"ul">) => (
    <ul className="my-2 list-disc space-y-1 pl-5 marker:text-subtle-foreground">{children}</ul>
  ),
  ol: ({ children, start }: Plain<"ol">) => (
    <ol
      start={start}
      className="my-2 list-decimal space-y-1 pl-5 marker:text-subtle-foreground marker:tabular-nums"
    >
      {children}
    </ol>
  ),
  li: ({ children }: Plain<"li">) => <li className="pl-0.5">{children}</li>,
  a: SafeLink,
  img: SafeImage,
  strong: ({ children }: Plain<"strong">) => <strong className="font-semibold">{children}</strong>,
  blockquote: ({ children }: Plain<"blockquote">) => (
    <blockquote className="my-2 border-l-2 border-rule-strong pl-3 text-muted-foreground">
      {children}
    </blockquote>
  ),
  hr: () => <hr className="my-3 border-border" />,
  inlineCode: ({ children }: Plain<"code">) => (
    <code className="mono rounded-xs bg-muted px-1 py-px">{children}</code>
  ),
  code: ({ children }: Plain<"code">) => <code className="mono">{children}</code>,
  pre: CodeBlock,
  table: Table,
  thead: ({ children }: Plain<"thead">) => <thead>{children}</thead>,
  tbody: ({ children }: Plain<"tbody">) => <tbody>{children}</tbody>,
  tr: ({ children }: Plain<"tr">) => <tr>{children}</tr>,
  th: HeadCell,
  td: Cell,
};

function Markdown({ text, writing, citations, currentSource, onOpenSource }: MarkdownProps) {
  const known = citations.map((source) => source.n).join(" ");
  const plugins = useMemo(() => {
    const numbers = known.split(" ").filter(Boolean).map(Number);
    const citations: Pluggable = [rehypeCitations, { numbers }];
    return [defaultRehypePlugins.sanitize, citations].filter((plugin) => plugin !== undefined);
  }, [known]);
  const components = useMemo<Components>(
    () => ({
      ...PARTS,
      "cite-mark": ({ number }: { number?: unknown }) => (
        <Cite n={Number(number)} current={Number(number) === currentSource} onOpen={onOpenSource} />
      ),
    }),
    [currentSource, onOpenSource],
  );
  return (
    <Streamdown
      mode={writing ? "streaming" : "static"}
      className={cn("space-y-0 text-md break-words", writing && "answer-writing")}
      components={components}
      rehypePlugins={plugins}
      controls={false}
      linkSafety={{ enabled: false }}
    >
      {text}
    </Streamdown>
  );
}

export default memo(Markdown);
