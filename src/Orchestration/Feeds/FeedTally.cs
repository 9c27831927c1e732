using ServerlessTraining.Orchestration.Bars;
using ServerlessTraining.Storage.Feeds;

namespace ServerlessTraining.Orchestration.Feeds;

/// <summary>What a pull has brought so far. It counts what was merged even where the pull then fails.</summary>
internal sealed class FeedTally
{
    private const int MostNotes = 50;
    private readonly List<string> notes = [];
    private int left;

    public int Added { get; private set; }

    public int Replaced { get; private set; }

    public int Kept { get; private set; }

    public int Equal { get; private set; }

    public IReadOnlyList<string> Notes => left == 0 ? notes : [.. notes, $"and {left} more"];

    /// <summary>Files to look at again at the next pull.</summary>
    public IReadOnlyList<SeenFile> Seen { get; set; } = [];

    public void Add(BarMergeReport report)
    {
        Added += report.Added;
        Replaced += report.Replaced;
        Kept += report.Kept;
        Equal += report.Equal;
    }

    public void Note(string text)
    {
        if (notes.Count < MostNotes) notes.Add(text);
        else left++;
    }
}
