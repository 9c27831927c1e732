namespace ServerlessTraining.Orchestration.History.Detail;

/// <summary>What a strategy of a run made of its money, a point a bar; all lists but folds and regimes are of one length.</summary>
/// <param name="Folds">Those of the average, in the order of their report windows, which the points go through. Between windows there may be a gap, where nothing is held.</param>
/// <param name="Time">The close of each bar, in seconds since 1970.</param>
/// <param name="Equity">At that close, after costs.</param>
/// <param name="BuyAndHold">What holding through the same windows would have made, with the same costs.</param>
/// <param name="Position">Held on from that close: 1, 0 or -1.</param>
/// <param name="Regime">An index into <paramref name="Regimes"/>; -1 for a bar of none.</param>
/// <param name="Regimes">Of the rules that the run was scored by; empty where those are gone.</param>
/// <param name="ThinnedFrom">How many points there were, where not all of them are here.</param>
public sealed record EquityView(
    string RunId,
    string Strategy,
    double InitialEquity,
    IReadOnlyList<EquityFold> Folds,
    IReadOnlyList<long> Time,
    IReadOnlyList<double> Equity,
    IReadOnlyList<double> BuyAndHold,
    IReadOnlyList<int> Position,
    IReadOnlyList<int> Regime,
    IReadOnlyList<string> Regimes,
    int? ThinnedFrom);
