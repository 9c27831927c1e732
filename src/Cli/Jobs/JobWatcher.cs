using System.Net;
using System.Text.Json;
using ServerlessTraining.Cli.Following;
using Spectre.Console;

namespace ServerlessTraining.Cli.Jobs;

/// <summary>Follows jobs until nothing more comes by itself, and asks about those that wait for a person where there is one to ask.</summary>
internal sealed class JobWatcher(CliContext context, JobClient jobs)
{
    private readonly Dictionary<string, JobTale> tales = [];
    private readonly Dictionary<string, JsonElement> seen = [];

    // Those that were asked about: with an answer they move on, without one they stay.
    private readonly HashSet<string> answered = [];
    private readonly HashSet<string> declined = [];
    private readonly HashSet<string> left = [];

    /// <param name="ids">Several are told apart by their symbols and horizons.</param>
    /// <param name="isQuiet">Show nothing, ask nothing.</param>
    /// <param name="cancellationToken">Ends the watching, not the jobs.</param>
    /// <returns>The jobs as they stand then.</returns>
    public async Task<IReadOnlyList<JsonElement>> WatchAsync(IReadOnlyList<string> ids, bool isQuiet, CancellationToken cancellationToken)
    {
        try
        {
            bool asks = context.Input is not null && !isQuiet;
            while (true)
            {
                await new Follower(context).FollowAsync(ct => LookAsync(ids, asks, ct), isQuiet, cancellationToken);
                string[] open = [.. ids.Where(IsOpen)];
                if (!asks || open.Length == 0) break;
                foreach (string id in open) await AskAsync(id, ids, cancellationToken);
            }

            if (!isQuiet) foreach (string id in ids.Where(id => JobText.IsWaiting(Seen(id)))) context.Console.WriteLine(Waits(id));
            return [.. ids.Select(id => seen[id])];
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            foreach (string id in ids.Where(id => !seen.ContainsKey(id) || !JobText.IsOver(Seen(id))))
            {
                await context.Errors.WriteLineAsync($"Job {id} goes on without you. Follow it: ./st jobs watch {id}. End it: ./st jobs cancel {id}.");
            }

            throw;
        }
    }

    /// <summary>The worst of all: failed, else refused by the gate, else done. A no of this watcher's own person is no failure.</summary>
    public int Code()
    {
        int[] codes = [.. seen.Where(job => !declined.Contains(job.Key)).Select(job => JobText.Code(new JsonLook(job.Value)))];
        return codes.Contains(ExitCodes.Failed) ? ExitCodes.Failed : codes.DefaultIfEmpty(ExitCodes.Done).Max();
    }

    private async Task<FollowLook> LookAsync(IReadOnlyList<string> ids, bool asks, CancellationToken cancellationToken)
    {
        List<string> lines = [];
        List<string> bars = [];
        foreach (string id in ids.Where(id => !seen.TryGetValue(id, out JsonElement last) || !JobText.IsOver(new JsonLook(last)))) seen[id] = await jobs.GetAsync(id, cancellationToken);
        foreach (string id in ids)
        {
            JsonLook job = Seen(id);
            if (!tales.TryGetValue(id, out JobTale? tale)) tales[id] = tale = new JobTale();
            string head = ids.Count > 1 ? $"{Name(ids, job)}: " : "";
            lines.AddRange(tale.Next(job).Select(line => head + line));
            if (!JobText.IsOver(job)) bars.Add(JobText.Bar(job));
        }

        string mark = string.Join('|', ids.Select(id => $"{Seen(id)["status"].Text} {Seen(id)["progress_pct"].Text}"));
        return new FollowLook(lines, bars, mark, ids.All(Stands) || (asks && ids.Any(IsOpen)));
    }

    /// <summary>By the symbol, and by the horizon where one symbol is trained for several.</summary>
    private string Name(IReadOnlyList<string> ids, JsonLook job)
    {
        string symbol = job["symbol"].Text;
        return ids.Count(id => Seen(id)["symbol"].Text == symbol) > 1 ? $"{symbol} h{job["request"]["horizon"].Text}" : symbol;
    }

    private async Task AskAsync(string id, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        context.Console.Write(ids.Count > 1 ? $"Train {Name(ids, Seen(id))} {Seen(id)["timeframe"].Text} in full? [y/N] " : "Train in full? [y/N] ");
        // The console cannot be asked to give up reading: Ctrl-C leaves the reader behind, which ends with the program.
        string? text = null;
        try
        {
            text = await Task.Run(context.Input!.ReadLine, cancellationToken).WaitAsync(cancellationToken);
        }
        finally
        {
            // What comes next does not belong behind the question.
            if (text is null) context.Console.WriteLine();
        }

        if (text is null)
        {
            left.Add(id);
            return;
        }

        bool yes = text.Trim() is "y" or "Y" or "yes" or "Yes";
        try
        {
            await jobs.AskAsync(id, yes ? "approve" : "reject", cancellationToken);
            if (!yes) declined.Add(id);
        }
        catch (CliException other) when (other.Status == HttpStatusCode.Conflict)
        {
            // Somebody else decided meanwhile: what became of it is told when it is looked at again.
            context.Console.WriteLine(other.Message);
        }

        answered.Add(id);
    }

    private bool IsOpen(string id) => JobText.IsWaiting(Seen(id)) && !answered.Contains(id) && !left.Contains(id);

    // The status follows an answer a moment later.
    private bool Stands(string id) => JobText.IsOver(Seen(id)) || (JobText.IsWaiting(Seen(id)) && !answered.Contains(id));

    private string Waits(string id)
    {
        string until = Seen(id)["approval_until"].IsThere ? $" until {Seen(id)["approval_until"].Time}" : "";
        return $"{JobText.Market(Seen(id))} waits for a decision{until}: ./st jobs approve {id}, or ./st jobs reject {id}";
    }

    private JsonLook Seen(string id) => new(seen[id]);
}
