import { FilterBar } from "#components/filters/filter-bar.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ShareText, StatNumber } from "#components/ui/share-text.tsx";
import { Cell, HeadCell, RowHead, Table } from "#components/ui/table.tsx";
import { Tabs } from "#components/ui/tabs.tsx";

export default async function Try({ params }: { params: Promise<{ journey: string }> }) {
  const { journey } = await params;
  const s = { value: 0.6734, low: 0.64, high: 0.7, n: 1234 };
  return (
    <div className="grid gap-4">
      <h1 className="text-2xl font-semibold">{decodeURIComponent(journey)}</h1>
      <FilterBar journey={decodeURIComponent(journey)} />
      <Card>
        <CardHeader title="Kit" description="desc" actions={<Button>x</Button>} />
        <div className="grid gap-4 sm:grid-cols-3">
          <StatNumber label="Journey score" share={s} measure="journeyScore" size="lead" />
          <StatNumber label="Weak" share={{ ...s, n: 12 }} measure="journeyScore" />
          <StatNumber
            label="Missing"
            share={{ value: null, low: null, high: null, n: 40, reason: "cannot-tell-not-met" }}
            measure="journeyScore"
          />
        </div>
        <p>
          <Badge>neutral</Badge> <Badge tone="plus">plus</Badge> <Badge tone="minus">minus</Badge> <Badge tone="accent">accent</Badge>
        </p>
        <Callout title="note">Text</Callout>
        <Callout tone="warning" title="warn">
          Text
        </Callout>
        <Dialog title="Hello" trigger={<Button variant="primary">Dialog</Button>} side="right">
          Body
        </Dialog>
        <Tabs
          label="t"
          tabs={[
            { value: "a", label: "Chart", content: "A" },
            { value: "b", label: "Table", content: "B" },
          ]}
        />
        <Table caption="cap">
          <thead>
            <tr>
              <HeadCell>Moment</HeadCell>
              <HeadCell number>Score</HeadCell>
            </tr>
          </thead>
          <tbody>
            <tr>
              <RowHead>Security</RowHead>
              <Cell number>
                <ShareText share={s} />
              </Cell>
            </tr>
            <tr>
              <RowHead>Few</RowHead>
              <Cell number>
                <ShareText share={{ ...s, n: 3 }} />
              </Cell>
            </tr>
          </tbody>
        </Table>
        <EmptyState title="Nothing">why</EmptyState>
      </Card>
    </div>
  );
}
