import { Cell, HeadCell, RowHead, Table } from "#components/ui/table.tsx";
import type { ChartTable } from "./table.ts";

/** The numbers of a chart as a table. */
export function ChartTableView({ table }: { readonly table: ChartTable }) {
  const [first, ...others] = table.columns;
  return (
    <Table caption={table.caption}>
      <thead>
        <tr>
          {first === undefined ? null : <HeadCell>{first.label}</HeadCell>}
          {others.map((column) => (
            <HeadCell key={column.key} number={column.numeric}>
              {column.label}
            </HeadCell>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row) => (
          <tr key={row.key} className={row.weak ? "text-ink-faint" : undefined}>
            <RowHead className="min-w-32">{row.cells[0]}</RowHead>
            {others.map((column, i) => (
              <Cell key={column.key} number={column.numeric} {...(column.numeric ? { className: "whitespace-nowrap" } : {})}>
                {row.cells[i + 1]}
              </Cell>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
