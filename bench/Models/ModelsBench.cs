using System.Text.Json;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Models.LightGbm;
using ServerlessTraining.Models.Linear;
using ServerlessTraining.Models.Lstm;
using ServerlessTraining.Models.Native;
using ServerlessTraining.Models.XgBoost;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Bench.Models;

/// <summary>Trainings against those of other programs, in the same run. Fits are CPU seconds on one thread, so that what runs beside them matters less; the LSTM takes all cores, and so
/// does its peer.</summary>
internal sealed class ModelsBench : IBenchGroup
{
    private const double ElasticAlpha = 1e-5;
    private const int ForestTrees = 20;
    private const int ForestLeaves = 127;
    private const int ForestLeast = 20;

    /// <summary>Four of sixteen: the libraries round other shares to different numbers of features.</summary>
    private const double ForestFeatures = 0.25;
    private const int BoostingRounds = 100;
    private const int BoostingDepth = 6;
    private const double BoostingRate = 0.05;
    private const int ThinnedFolds = 5;

    public string Name => "models";

    public async Task<IReadOnlyList<BenchRow>> RunAsync(bool peers, CancellationToken cancellationToken)
    {
        NativeLibraryManifest libraries = NativeLibraryManifest.Read(Repository.PathOf(".native", "manifest.json"));
        NativeLibraryOptions natives = new() { ManifestPath = libraries.Path };
        FitData data = FitData.Make();
        FitCase[] cases = [.. Cases(data, natives)];
        double[] ours = [.. cases.Select(fit => CpuSeconds(data, fit))];
        Lstm2HeadTrainer lstm = new(natives);
        BenchRow[] rows =
        [
            await new BoostingPair(data, natives, Entry(libraries, NativeLibraryNames.LightGbm)).RunAsync(peers, cancellationToken),
            .. cases.Zip(ours, (fit, seconds) => new BenchRow(fit.Name, seconds, "CPU s")),
            LstmSteps.Run("lstm.small", 16, 64, 1, lstm),
            LstmSteps.Run("lstm.large", 32, 128, 2, lstm),
        ];
        if (!peers) return rows;
        using ScratchFolder folder = new();
        Dictionary<string, double> theirs = new(await PeerPrograms.RunPythonAsync("lstm.py", folder.Path, cancellationToken));
        foreach ((string name, double value) in await FitPeersAsync(data, cases, folder, cancellationToken)) theirs[name] = value;
        return [.. rows.Select(row => theirs.TryGetValue(row.Name, out double peer) ? row with { Peer = peer, Ratio = row.Value / peer } : row)];
    }

    private static IEnumerable<FitCase> Cases(FitData data, NativeLibraryOptions natives)
    {
        RowRange[] thinned = [.. data.Folds.Where((_, fold) => (data.Folds.Count - 1 - fold) % ThinnedFolds == 0)];
        yield return new FitCase(
            "xgboost",
            new XgBoostTrainer(natives),
            $$"""{"n_estimators": {{BoostingRounds}}, "learning_rate": {{BoostingRate}}, "max_depth": {{BoostingDepth}}}""",
            new { rounds = BoostingRounds, rate = BoostingRate, depth = BoostingDepth },
            thinned);
        yield return new FitCase(
            "random_forest",
            new RandomForestTrainer(natives),
            $$"""{"num_iterations": {{ForestTrees}}, "num_leaves": {{ForestLeaves}}, "min_data_in_leaf": {{ForestLeast}}, "feature_fraction_bynode": {{ForestFeatures}}}""",
            new { trees = ForestTrees, leaves = ForestLeaves, least = ForestLeast, features = ForestFeatures },
            data.Folds);
        yield return new FitCase("ridge", new LinearTrainer(LinearFamily.Ridge), """{"alpha": 1}""", new { alpha = 1 }, data.Folds);
        yield return new FitCase(
            "elasticnet",
            new LinearTrainer(LinearFamily.ElasticNet),
            $$"""{"alpha": {{ElasticAlpha}}, "l1_ratio": 0.5, "tol": 1e-4}""",
            new { alpha = ElasticAlpha, l1_ratio = 0.5 },
            data.Folds);
    }

    private static NativeLibraryEntry Entry(NativeLibraryManifest libraries, string name) => libraries.Entries.FirstOrDefault(entry => entry.Name == name)
        ?? throw new ServerlessTrainingException($"'{libraries.Path}' does not list {name}. Run ./run or ./test once more: set-up writes it again.");

    private static double CpuSeconds(FitData data, FitCase fit)
    {
        Measure.UntilCompiled(TrainAll);
        return Measure.Median([.. Enumerable.Range(0, 5).Select(_ => CpuTime.SecondsOf(TrainAll))]);

        void TrainAll()
        {
            HyperParameters options = HyperParameters.Parse(fit.Options);
            foreach (RowRange rows in fit.Folds) fit.Trainer.Train(data.Request(rows) with { Options = options }).Dispose();
        }
    }

    private static async Task<IReadOnlyDictionary<string, double>> FitPeersAsync(FitData data, FitCase[] cases, ScratchFolder folder, CancellationToken cancellationToken)
    {
        data.Write(folder.Path);
        await File.WriteAllTextAsync(
            Path.Combine(folder.Path, "fits.json"),
            JsonSerializer.Serialize(new
            {
                rows = data.Features.RowCount,
                columns = data.Features.ColumnCount,
                fits = cases.Select(fit => new { name = fit.Name, options = fit.PeerOptions, folds = fit.Folds.Select(rows => new[] { rows.First, rows.End }) }),
            }),
            cancellationToken);
        return await PeerPrograms.RunPythonAsync("fits.py", folder.Path, cancellationToken);
    }
}
