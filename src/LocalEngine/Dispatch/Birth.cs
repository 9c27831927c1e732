using Azure.Data.Tables;
using Microsoft.DurableTask.Client;
using ServerlessTraining.LocalEngine.History;
using ServerlessTraining.LocalEngine.Instances;
using ServerlessTraining.LocalEngine.Store;

namespace ServerlessTraining.LocalEngine.Dispatch;

/// <summary>A new instance, ready to be put into a commit: its id is reserved and its payloads are written.</summary>
internal sealed record Birth(Reservation Reservation, InstanceFacts Facts, ExecutionStarted Start, string PackedInput, string PackedHistory, TableEntity? Before)
{
    /// <param name="core">The hub.</param>
    /// <param name="reservation">Of the new instance's id.</param>
    /// <param name="make">The first event, for the execution key that it gets.</param>
    /// <param name="before">The row of a finished instance of that id; it is replaced.</param>
    /// <param name="cancellation">Ends the writing of payloads.</param>
    public static async Task<Birth> PrepareAsync(
        HubCore core, Reservation reservation, Func<string, ExecutionStarted> make, TableEntity? before, CancellationToken cancellation)
    {
        string key = core.Keys.Next();
        ExecutionStarted start = make(key);
        InstanceFacts facts = new(
            reservation.Id, start.Name, start.Version, key, key, OrchestrationRuntimeStatus.Pending, start.At, start.At,
            start.Input, null, null, start.Tags ?? new Dictionary<string, string>());
        string prefix = PayloadBlobs.Prefix(reservation.Id, key);
        string input = await core.Payloads.PackAsync(start.Input, prefix, cancellation);
        return new Birth(reservation, facts, start, input, await core.Payloads.PackAsync(HistoryLines.Write([start]), prefix, cancellation), before);
    }

    /// <summary>Under the gate.</summary>
    public Instance Enter(HubCore core, CommitDraft draft)
    {
        Instance instance = new(Facts, Start) { IsDue = Start.StartAt is not { } due || due <= core.Clock.GetUtcNow() };
        core.Live.Add(instance);
        string key = RowKeys.Instance(instance.Id);
        Dictionary<string, object> row = InstanceRow.Whole(Facts, PackedInput);
        draft.Add(Before is null ? RowChange.Insert(key, row) : RowChange.Replace(key, row));
        draft.Add(RowChange.Insert(RowKeys.History(instance.Id, Facts.Execution, 0), new() { ["Events"] = PackedHistory }));
        if (Before is not null)
        {
            InstanceFacts old = InstanceRow.Read(Before);
            core.Cleaner.Plan(draft, core.Keys.Next(), new Leftovers(old.Id, old.Execution, old.Life));
        }

        draft.Then(() =>
        {
            instance.Show(Facts);
            if (instance.IsDue) core.Wake(instance);
            else core.ArmStart(instance, Start.StartAt!.Value);
        });
        return instance;
    }
}
