namespace ServerlessTraining.Domain.Regimes.Parsing;

internal enum ConditionTokenKind
{
    End,
    Operator,
    Number,
    Percent,
    Word,

    /// <summary>A character, or a run of operator characters, that begins nothing.</summary>
    Unknown,
}
