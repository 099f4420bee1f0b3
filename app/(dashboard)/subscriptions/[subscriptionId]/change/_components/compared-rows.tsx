import type { ReactNode } from "react";

export type ComparedRow = {
  readonly key: string;
  readonly name: string;
  readonly before: ReactNode;
  readonly after: ReactNode;
};

/** What is before and what comes after, row by row. @param what the rows are of; hidden where they speak for themselves. */
export const ComparedRows = ({
  what,
  isWhatHidden = false,
  rows,
}: {
  what: string;
  isWhatHidden?: boolean;
  rows: readonly ComparedRow[];
}) => (
  <table className="w-full text-sm">
    <thead>
      <tr className="text-left text-muted text-xs">
        <th scope="col" className={isWhatHidden ? "sr-only" : "pb-1 font-medium"}>
          {what}
        </th>
        <th scope="col" className="pb-1 font-medium">
          Before
        </th>
        <th scope="col" className="pb-1 font-medium">
          After
        </th>
      </tr>
    </thead>
    <tbody className="numerals">
      {rows.map(({ key, name, before, after }) => (
        <tr key={key} className="border-t align-top">
          <th scope="row" className="py-1 pr-3 text-left font-normal text-muted">
            {name}
          </th>
          <td className="py-1 pr-3">{before}</td>
          <td className="py-1 font-medium">{after}</td>
        </tr>
      ))}
    </tbody>
  </table>
);
