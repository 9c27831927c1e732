using System.Diagnostics;
using System.Text.Json;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Models;
using ServerlessTraining.Models.Linear;
using ServerlessTraining.Models.Lstm;
using ServerlessTraining.Models.Native;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Bench.Models;

/// <summary>Trainings against those of other programs, in the same run. Fits are CPU seconds of all folds on one thread, so that what runs beside them matters less; the LSTM takes all
/// cores, and so does its peer.</summary>
internal sealed class ModelsBench : IBenchGroup
{
    private const double ElasticAlpha = 1e-5;

    public string Name => "models";

    public async Task<IReadOnlyList<BenchRow>> RunAsync(bool peers, CancellationToken cancellationToken)
    {
        FitData data = FitData.Make();
        FitCase[] cases =
        [
            new("ridge", new LinearTrainer(LinearFamily.Ridge), """{"alpha": 1}""", new { alpha = 1 }, data.Folds),
            new("elasticnet", new LinearTrainer(LinearFamily.ElasticNet), $$"""{"alpha": {{ElasticAlpha}}, "l1_ratio": 0.5, "tol": 1e-4}""", new { alpha = ElasticAlpha, l1_ratio = 0.5 }, data.Folds),
        ];
        double[] ours = [.. cases.Select(fit => CpuSeconds(data, fit))];
        Lstm2HeadTrainer lstm = new(new NativeLibraryOptions { ManifestPath = Repository.PathOf(".native", "manifest.json") });
        BenchRow[] rows =
        [
            LstmSteps.Run("lstm.small", 16, 64, 1, lstm),
            LstmSteps.Run("lstm.large", 32, 128, 2, lstm),
            .. cases.Zip(ours, (fit, seconds) => new BenchRow(fit.Name, seconds, "CPU s")),
        ];
        if (!peers) return rows;
        using ScratchFolder folder = new();
        Dictionary<string, double> theirs = new(await PeerPrograms.RunPythonAsync("lstm.py", folder.Path, cancellationToken));
        foreach ((string name, double value) in await FitPeersAsync(data, cases, folder, cancellationToken)) theirs[name] = value;
        return [.. rows.Select(row => theirs.TryGetValue(row.Name, out double peer) ? row with { Peer = peer, Ratio = row.Value / peer } : row)];
    }

    private static double CpuSeconds(FitData data, FitCase fit)
    {
        TrainAll();
        return Measure.Median([.. Enumerable.Range(0, 5).Select(_ =>
        {
            using Process self = Process.GetCurrentProcess();
            TimeSpan before = self.TotalProcessorTime;
            TrainAll();
            self.Refresh();
            return (self.TotalProcessorTime - before).TotalSeconds;
        })]);

        void TrainAll()
        {
            HyperParameters options = HyperParameters.Parse(fit.Options);
            foreach (ServerlessTraining.Domain.RowRange rows in fit.Folds) fit.Trainer.Train(data.Request(rows) with { Options = options }).Dispose();
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
