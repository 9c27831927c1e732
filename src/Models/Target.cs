namespace ServerlessTraining.Models;

/// <summary>One thing that a model forecasts: a kind at a horizon of so many bars.</summary>
public readonly record struct Target(TargetKind Kind, int Horizon)
{
    /// <summary>Stable, in files and reports: `direction_h3`, `return_h1`.</summary>
    public string Name => FormattableString.Invariant($"{(Kind == TargetKind.Direction ? "direction" : "return")}_h{Horizon}");

    public static Target Direction(int horizon) => new(TargetKind.Direction, horizon);

    public static Target Return(int horizon) => new(TargetKind.Return, horizon);

    public override string ToString() => Name;
}
