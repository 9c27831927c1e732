namespace ServerlessTraining.Orchestration.Decisions;

/// <summary>What a deletion gave free.</summary>
internal readonly record struct FreedFiles(long Bytes, int Models)
{
    public static FreedFiles operator +(FreedFiles left, FreedFiles right) => new(left.Bytes + right.Bytes, left.Models + right.Models);
}
