using Azure.Data.Tables;
using ServerlessTraining.Domain.Presets;
using ServerlessTraining.Storage;
using ServerlessTraining.Storage.Presets;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Testing;

/// <summary>Fills the lists of presets by the thousand. The first is saved as any other; the rows that it stands in lists with are then written again under the other names,
/// a hundred a call. Of those there are no contents and no histories: they can be searched and not be read.</summary>
public static class ManyPresets
{
    private const string Id = "id";
    private const string Document = "document";

    public static async Task FillAsync(StorageClients clients, IReadOnlyList<PresetDraft> drafts, DateTimeOffset at, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(clients);
        ArgumentNullException.ThrowIfNull(drafts);
        PresetName first = drafts[0].Name;
        await new PresetStore(clients).SaveAsync(drafts[0], at, "save", cancellationToken);
        EntityTable table = clients.Table(StorageNames.Tables.Presets);
        List<TableEntity> rows = [];
        await foreach (TableEntity row in table.QueryAsync(new TableQuery(), cancellationToken))
        {
            if (row.GetString(Id) == first.Text && !row.ContainsKey(Document)) rows.Add(row);
        }

        int most = TableLimits.BatchRows / rows.Count;
        foreach ((int Index, PresetDraft Item)[] some in drafts.Index().Skip(1).Chunk(most))
        {
            TableBatch batch = new();
            foreach ((int number, PresetDraft draft) in some)
            {
                foreach (TableEntity row in rows) batch.Upsert(Renamed(row, first, draft, at.AddMinutes(number)));
            }

            await table.SubmitAsync(batch, cancellationToken);
        }
    }

    private static TableEntity Renamed(TableEntity row, PresetName first, PresetDraft draft, DateTimeOffset at)
    {
        PresetName name = draft.Name;
        IEnumerable<string> key = TableKey.Parts(row.RowKey).Select(part => part == first.Text ? name.Text : part == first.Symbol.Name ? name.Symbol.Name : part);
        return new TableEntity(row.PartitionKey, TableKey.Of(key))
        {
            [Id] = name.Text,
            ["symbol"] = name.Symbol.Name,
            ["timeframe"] = name.Timeframe.Name,
            ["feature_system"] = name.FeatureSystem,
            ["architecture"] = name.Architecture,
            ["version"] = row["version"],
            ["at"] = at,
            ["best_metric"] = draft.BestMetric,
            ["status"] = row["status"],
            ["auto_validated"] = row["auto_validated"],
            ["description"] = draft.Description,
        };
    }
}
