using System.Globalization;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Features.Encoders;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Models;
using ServerlessTraining.Orchestration.Folds;

namespace ServerlessTraining.Orchestration.Studies;

/// <summary>Says whether a spec can be searched, before there is a study of it.</summary>
internal static class StudySpecCheck
{
    private static readonly string[] Modes = [StudySpec.QuickFolds, StudySpec.FullFolds];

    /// <exception cref="ServerlessTrainingException">It cannot; everything that is wrong is told.</exception>
    public static StudySetup Check(StudySpec spec, ModelTypes types)
    {
        Faults faults = new("The study cannot run");
        faults.Require(
            Symbol.TryParse(spec.Symbol, out Symbol symbol) && symbol.Name == spec.Symbol,
            $"symbol is '{spec.Symbol}'; a symbol in its one spelling, such as BTCUSDT, is needed");
        faults.Require(
            Timeframe.TryParse(spec.Timeframe, out Timeframe timeframe) && timeframe.Name == spec.Timeframe,
            $"timeframe is '{spec.Timeframe}'; a timeframe in its one spelling, such as 1h, is needed");
        Try(faults, () => types.Find(spec.Model));
        Try(faults, () => FeatureSystems.Parse(spec.FeatureSystem));
        Try(faults, () => FeatureEncoders.Parse(spec.Encoder));
        CheckHorizons(faults, spec);
        faults.Require(spec.Seed <= StudySpec.MostSeed, string.Create(CultureInfo.InvariantCulture, $"seed is {spec.Seed}; from 0 to {StudySpec.MostSeed} is allowed"));
        faults.Require(StudyObjectives.Has(spec.Objective), $"objective is '{spec.Objective}'; one of {string.Join(", ", StudyObjectives.Names)} is needed");
        faults.Range("days", spec.Days, GridLimits.MinDays, GridLimits.MaxDays, "days");
        faults.Require(Modes.Contains(spec.FoldMode, StringComparer.Ordinal), $"fold_mode is '{spec.FoldMode}'; {string.Join(" or ", Modes)} is needed");
        faults.Range("max_folds", spec.MaxFolds, 1, StudySpec.MostFolds, "folds");
        faults.Require(!string.IsNullOrWhiteSpace(spec.DataFingerprint), "data_fingerprint is empty; the fingerprint of the bars is needed");
        StudySetup? setup = null;
        Try(faults, () => setup = StudySetup.Of(spec));
        Try(faults, () => setup?.Options.Validate());
        faults.Throw();
        return setup!;
    }

    private static void CheckHorizons(Faults faults, StudySpec spec)
    {
        string horizons = string.Join(", ", spec.Horizons);
        faults.Require(
            spec.Horizons.Count > 0 && spec.Horizons.All(horizon => horizon is >= GridLimits.MinHorizon and <= GridLimits.MaxHorizon)
                && spec.Horizons.Zip(spec.Horizons.Skip(1)).All(pair => pair.First < pair.Second),
            $"horizons are [{horizons}]; numbers of bars from {GridLimits.MinHorizon} to {GridLimits.MaxHorizon} are needed, ascending");
        int folds = spec.Generation * Math.Max(1, spec.Horizons.Count);
        faults.Require(
            spec.Generation >= 1 && folds <= FoldSet.MostFolds,
            $"a generation of {spec.Generation} trials with {spec.Horizons.Count} horizons has {folds} trainings a fold; 1 to {FoldSet.MostFolds} are allowed");
    }

    private static void Try(Faults faults, Action check)
    {
        try
        {
            check();
        }
        catch (ServerlessTrainingException error)
        {
            faults.Add(error.Message.TrimEnd('.'));
        }
    }
}
