import { notFound } from "next/navigation";

/** Where every address leads that names no page. */
export default function MissingPage(): never {
  notFound();
}
