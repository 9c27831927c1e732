using System.Diagnostics.CodeAnalysis;

namespace ServerlessTraining.Domain.Selection;

/// <summary>Decides the runs of a grid in the order of its configurations, whatever order they finish in: a fast machine must not get
/// another result than a slow one. A decision that is refused (scores on another basis) leaves everything as it was: take the rescored
/// board by <see cref="Replace"/> and go on.</summary>
public sealed class OrderedDecisions
{
    private readonly SelectionOptions options;
    private readonly int count;
    private readonly Dictionary<string, RegimeBoard> boards;
    private readonly SortedDictionary<int, RunCandidates?> waiting = [];

    /// <param name="boards">One for each market of the grid, or the global one.</param>
    /// <param name="configurations">How many there are; they are numbered from 0.</param>
    /// <param name="next">The first that is not decided yet: more than 0 when a grid is resumed.</param>
    public OrderedDecisions(IEnumerable<RegimeBoard> boards, SelectionOptions options, int configurations, int next = 0)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        if (configurations < 0 || next < 0 || next > configurations)
        {
            throw new ServerlessTrainingException(
                $"Configuration {next} cannot be the next of {configurations}: allowed is 0 to their number, and 0 or more of them.");
        }

        this.options = options;
        count = configurations;
        Next = next;
        this.boards = boards.ToDictionary(board => board.Key);
    }

    /// <summary>The configuration that is decided next.</summary>
    public int Next { get; private set; }

    public bool IsComplete => Next == count;

    /// <summary>Results that came in but must wait for an earlier one.</summary>
    public int Waiting => waiting.Count;

    public IEnumerable<RegimeBoard> Boards => boards.Values.OrderBy(board => board.Key, StringComparer.Ordinal);

    /// <summary>Takes a configuration's result, null where it failed or was skipped. What was given before is not taken again.</summary>
    public void Accept(int configuration, RunCandidates? result)
    {
        if (configuration < 0 || configuration >= count)
        {
            throw new ServerlessTrainingException($"There is no configuration {configuration}: allowed is 0 to {count - 1}.");
        }

        if (configuration >= Next) waiting.TryAdd(configuration, result);
    }

    /// <summary>Decides the next run if its turn has come; false while an earlier configuration is missing, and at the end.</summary>
    public bool TryDecideNext([NotNullWhen(true)] out Decision? decision)
    {
        while (waiting.TryGetValue(Next, out RunCandidates? result))
        {
            decision = result is null ? null : KeepOrDelete.Decide(BoardFor(result.Run), result, options);
            if (decision is not null) boards[decision.Board.Key] = decision.Board;
            waiting.Remove(Next);
            Next++;
            if (decision is not null) return true;
        }

        decision = null;
        return false;
    }

    /// <summary>Goes on with another state of a board: one that was scored again, or that somebody else has changed in the store.</summary>
    public void Replace(RegimeBoard board)
    {
        ArgumentNullException.ThrowIfNull(board);
        boards[board.Key] = board;
    }

    private RegimeBoard BoardFor(ModelRun run)
    {
        string key = options.BoardKey(run.Market);
        return boards.TryGetValue(key, out RegimeBoard? board)
            ? board
            : throw new ServerlessTrainingException(
                $"Run {run.RunId} belongs on the board {key}, which is not there. There are: {string.Join(", ", Boards.Select(b => b.Key))}.");
    }
}
