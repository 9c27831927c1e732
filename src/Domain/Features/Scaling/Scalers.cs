namespace ServerlessTraining.Domain.Features.Scaling;

/// <summary>All scalers by name.</summary>
public static class Scalers
{
    public static Scaler Standard { get; } = new StandardScaler();

    public static Scaler Robust { get; } = new RobustScaler();

    public static Scaler MinMax { get; } = new MinMaxScaler();

    public static Scaler None { get; } = new NoScaler();

    public static IReadOnlyList<Scaler> All { get; } = [Standard, Robust, MinMax, None];

    public static Scaler Parse(string? name) => ByName.Find(name, All, scaler => scaler.Name, "scaler", "scalers");
}
