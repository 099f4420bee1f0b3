import Link from "next/link";
import { classNames } from "@/components/ui/class-names";
import type { TemplateView } from "@/lib/catalog/schema/template";

/** The templates, each a link that shows what it makes. */
export function TemplateChoice({
  templates,
  chosen,
}: {
  templates: readonly TemplateView[];
  chosen: string;
}) {
  return (
    <nav aria-label="Templates">
      <ul className="grid grid-cols-1 gap-2">
        {templates.map(({ key, name, summary }) => (
          <li key={key}>
            <Link
              href={`/setup?template=${key}`}
              scroll={false}
              aria-current={key === chosen ? "true" : undefined}
              className={classNames(
                "grid gap-1 rounded-lg border px-4 py-3 hover:border-control",
                key === chosen ? "border-accent bg-accent-soft" : "bg-surface",
              )}
            >
              <span className="font-medium">{name}</span>
              <span className="text-muted text-sm">{summary}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
