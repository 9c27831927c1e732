using System.Globalization;
using Microsoft.AspNetCore.Http;
using ServerlessTraining.Models.Files;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Orchestration.Pipeline;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Orchestration.Training;
using ServerlessTraining.Storage.Checkpoints;
using ServerlessTraining.Storage.Runs;
using ServerlessTraining.Storage.Tables;
using ServerlessTraining.Storage.TrainedModels;

namespace ServerlessTraining.Orchestration.Housekeeping;

/// <summary>Copies kept models and checkpoints to folders of this machine (`artifacts_dir`, `checkpoints_dir`). What is there already is left as it is, so it may be
/// repeated.</summary>
public sealed class StorageExporter(RunStore runs, ModelStore models, CheckpointStore checkpoints, PipelineOptions options, ExportFolder? folder = null)
{
    /// <exception cref="RequestException">This host has no folder to export to.</exception>
    public async Task<StorageExportReport> ExportAsync(CancellationToken cancellation)
    {
        if (folder is null)
        {
            throw new RequestException(
                StatusCodes.Status409Conflict, "There is no folder to export to: this host runs in Azure. Models are in the container 'models', checkpoints in 'checkpoints'.");
        }

        string modelsFolder = Path.Combine(Path.GetFullPath(folder.Path), options.ArtifactsDir);
        string checkpointsFolder = Path.Combine(Path.GetFullPath(folder.Path), options.CheckpointsDir);
        return new StorageExportReport(
            modelsFolder, await ExportModelsAsync(modelsFolder, cancellation), checkpointsFolder, await ExportCheckpointsAsync(checkpointsFolder, cancellation));
    }

    private async Task<int> ExportModelsAsync(string target, CancellationToken cancellation)
    {
        int copied = 0;
        await foreach (RunSummary summary in StoredPages.AllAsync(from => runs.PageAsync(new RunFilter { Kept = true }, RunStore.LargestPage, from, cancellation)))
        {
            if (await runs.FindAsync(summary.Id, cancellation) is not { } run || RunDetails.Of(run) is not { } details) continue;
            foreach ((RunModel model, RunFold fold) in details.Models.SelectMany(model => model.Folds.Select(fold => (model, fold))))
            {
                string name = string.Create(CultureInfo.InvariantCulture, $"h{model.Horizon}-fold{fold.Number:d2}");
                if (await ExportModelAsync(Path.Combine(target, run.Id, name), fold.Outcome, cancellation)) copied++;
            }
        }

        return copied;
    }

    private async Task<bool> ExportModelAsync(string target, FoldOutcome? outcome, CancellationToken cancellation)
    {
        if (outcome is null || !outcome.Files.TryGetValue(FoldFiles.Model, out string? file) || Directory.Exists(target)) return false;
        FoldReference place = FoldReference.Parse(file);
        if (await models.ReadAsync(place.RunId, place.Fold, cancellation) is not { } stored) return false;
        ModelFolder.Write(target, stored);
        return true;
    }

    private async Task<int> ExportCheckpointsAsync(string target, CancellationToken cancellation)
    {
        int copied = 0;
        await foreach (StoredCheckpoint one in checkpoints.ListAllAsync(cancellation))
        {
            string path = Path.Combine(target, one.Name.ToString());
            if (File.Exists(path) || await checkpoints.ReadFileAsync(one.Name, cancellation) is not { } content) continue;
            Directory.CreateDirectory(target);
            string building = path + ".part";
            await File.WriteAllBytesAsync(building, content, cancellation);
            File.Move(building, path, overwrite: true);
            copied++;
        }

        return copied;
    }
}
