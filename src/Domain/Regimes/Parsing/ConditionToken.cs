namespace ServerlessTraining.Domain.Regimes.Parsing;

/// <summary>A piece of a condition's text and where it stands (from 0).</summary>
internal readonly record struct ConditionToken(ConditionTokenKind Kind, int Start, string Text)
{
    public int End => Start + Text.Length;

    public bool IsWord(string word) => Kind == ConditionTokenKind.Word && Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    public override string ToString() => Kind == ConditionTokenKind.End ? "the end" : $"'{Text}'";
}
