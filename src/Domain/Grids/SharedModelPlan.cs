namespace ServerlessTraining.Domain.Grids;

/// <summary>The models that a grid trains. A configuration of horizon h uses the models of the grid's horizons up to h, and of 1: they are the same configuration at another
/// horizon, so the hash of that is their key, and equal keys are trained once for all who need them.</summary>
public sealed class SharedModelPlan
{
    private SharedModelPlan(GridExpansion expansion, IReadOnlyList<TrainingConfiguration> shared)
    {
        Expansion = expansion;
        SharedOnly = shared;
    }

    public GridExpansion Expansion { get; }

    /// <summary>Models that configurations to train need and that are no configuration to train themselves.</summary>
    public IReadOnlyList<TrainingConfiguration> SharedOnly { get; }

    /// <summary>Every model to train, each once: first the grid's own, in its order.</summary>
    public IEnumerable<TrainingConfiguration> Models => Expansion.ToTrain.Concat(SharedOnly);

    /// <summary>The models that a configuration uses, its own among them, by ascending horizon.</summary>
    public static IReadOnlyList<TrainingConfiguration> NeededBy(TrainingConfiguration configuration, IEnumerable<int> gridHorizons)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        IEnumerable<int> shorter = gridHorizons.Append(GridLimits.MinHorizon).Where(horizon => horizon < configuration.Horizon);
        return [.. shorter.Append(configuration.Horizon).Distinct().Order().Select(configuration.WithHorizon)];
    }

    /// <summary><paramref name="whyTrained"/> as for <see cref="GridExpansion.Of"/>: what is trained already is used, not trained again.</summary>
    public static SharedModelPlan Of(GridExpansion expansion, Func<TrainingConfiguration, string?> whyTrained)
    {
        ArgumentNullException.ThrowIfNull(expansion);
        ArgumentNullException.ThrowIfNull(whyTrained);
        IEnumerable<TrainingConfiguration> ofTheGrid = expansion.ToTrain.Concat(expansion.AlreadyTrained.Select(skipped => skipped.Configuration));
        HashSet<ConfigurationHash> known = [.. ofTheGrid.Select(configuration => configuration.Hash)];
        // At the grid's own horizons a needed model is a configuration of the grid; only the one of horizon 1 can be none.
        IEnumerable<TrainingConfiguration> shared =
            from configuration in expansion.ToTrain
            let model = configuration.WithHorizon(GridLimits.MinHorizon)
            where known.Add(model.Hash) && !(expansion.Grid.SkipAlreadyTrained && whyTrained(model) is not null)
            select model;
        return new SharedModelPlan(expansion, [.. shared]);
    }
}
