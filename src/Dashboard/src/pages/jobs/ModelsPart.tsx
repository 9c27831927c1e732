import { change, text } from '../../address/address';
import { usePages } from '../../address/usePages';
import { models, type LiveModel } from '../../api/models';
import { usePoll } from '../../api/poll';
import { decimals } from '../../format/numbers';
import { second } from '../../format/times';
import { shortId, spaced } from '../../format/words';
import { useAsk } from '../../ui/ask';
import { Badge } from '../../ui/Badge';
import { Button } from '../../ui/Button';
import { Hash } from '../../ui/Hash';
import { Loaded } from '../../ui/Loaded';
import { Pager } from '../../ui/Pager';
import { Table, type Column } from '../../ui/Table';

const VERSION: Column<LiveModel> = { key: 'version', title: 'Version', figure: true, cell: (model) => model.version };

const COLUMNS: readonly Column<LiveModel>[] = [
  { key: 'model', title: 'Model', cell: (model) => `${model.model_type} on ${model.feature_system}` },
  { key: 'threshold', title: 'Threshold', figure: true, cell: (model) => decimals(model.threshold) },
  { key: 'source', title: 'From', cell: (model) => <Source model={model} /> },
  { key: 'published', title: 'Published', cell: (model) => second(model.published_at) },
  { key: 'hash', title: 'Hash', cell: (model) => <Hash of={model.hash} what="the hash of the model" /> },
];

/** What each market is forecast by, and the versions that it was forecast by before. */
export function ModelsPart({ market }: { market: string | undefined }) {
  const pages = usePages();
  const live = usePoll(`models ${pages.continuation ?? ''}`, (signal) => models.live(pages.continuation, signal), 10_000);
  return (
    <>
      <Loaded of={live} what="the live models">
        {(page) => (
          <>
            <Table
              caption="Live models, one a market" rows={page.items} rowKey={(model) => model.market} isOpen={(model) => model.market === market}
              onOpen={(model) => change({ market: model.market === market ? null : model.market })}
              columns={[{ key: 'market', title: 'Market', cell: (model) => model.market }, VERSION, ...COLUMNS]}
              empty="No model is live yet. A full training publishes one, and so does a candle run that is put to use."
            />
            <Pager of={pages} next={page.continuation} />
          </>
        )}
      </Loaded>
      {market !== undefined && <Versions key={market} market={market} onChanged={live.refresh} />}
    </>
  );
}

function Versions({ market, onChanged }: { market: string; onChanged: () => Promise<void> }) {
  const versions = usePoll(`versions ${market}`, (signal) => models.versions(market, signal), 10_000);
  const { ask, dialog } = useAsk();
  const rollback = async (version: number) => {
    await models.rollback(market, version);
    await Promise.all([versions.refresh(), onChanged()]);
  };
  return (
    <Loaded of={versions} what="the versions">
      {(page) => (
        <>
          <Table
            caption={`Versions of ${market}`} showCaption rows={page.items} rowKey={(model) => String(model.version)}
            columns={[
              VERSION,
              { key: 'live', title: 'State', cell: (model) => <Badge state={model.live ? 'live' : 'kept aside'} /> },
              ...COLUMNS,
              {
                key: 'act', title: 'Action', cell: (model) => !model.live && (
                  <Button
                    onPress={() => ask({
                      title: `Make version ${model.version} live?`, verb: 'Make it live',
                      text: `${market} is then forecast by version ${model.version}. The version that is live now stays and can be made live again.`,
                      run: () => rollback(model.version),
                    })}
                  >
                    Make live
                  </Button>
                ),
              },
            ]}
          />
          {dialog}
        </>
      )}
    </Loaded>
  );
}

function Source({ model }: { model: LiveModel }) {
  const href = model.source === 'candle' ? text('candles', [], { run: model.source_id }) : text('jobs', [model.source_id]);
  return <a href={href}>{`${spaced(model.source)} ${shortId(model.source_id)}`}</a>;
}
