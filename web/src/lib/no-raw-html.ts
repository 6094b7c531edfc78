/** Stands for rehype-raw in the bundle: raw HTML in an answer is drawn as text, so its parser is not shipped. */
export default function noRawHtml(): undefined {
  return undefined;
}
