using Microsoft.Extensions.Configuration;
using ServerlessTraining.Domain;
using ServerlessTraining.Orchestration.Local;

namespace ServerlessTraining.Orchestration.Pipeline;

/// <summary>Finds the file of <see cref="PipelineOptions"/>: the one that the setting names, that of the clone, or the one that was published beside the app.</summary>
internal static class PipelineFile
{
    public const string SettingName = "PipelineConfig";

    private static readonly string DefaultPath = Path.Combine("configs", "training_pipeline", "default_config.yaml");

    /// <summary>The defaults where no file is named and none is there.</summary>
    /// <exception cref="ServerlessTrainingException">The file that is named is not there, or something in the file is wrong.</exception>
    public static PipelineOptions Load(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return Load(configuration[SettingName], RepositoryRoot.Find()?.Path, AppContext.BaseDirectory);
    }

    /// <param name="chosen">The setting; relative to the clone, or else to the app.</param>
    /// <param name="clone">Null where there is none, as in Azure.</param>
    /// <param name="app">The folder of the program.</param>
    internal static PipelineOptions Load(string? chosen, string? clone, string app)
    {
        if (!string.IsNullOrWhiteSpace(chosen)) return Read(Path.GetFullPath(chosen, clone ?? app), named: true);
        string? found = new[] { clone, app }.OfType<string>().Select(folder => Path.Combine(folder, DefaultPath)).FirstOrDefault(File.Exists);
        return found is null ? new PipelineOptions() : Read(found, named: false);
    }

    private static PipelineOptions Read(string path, bool named)
    {
        try
        {
            return PipelineOptionsReader.Read(File.ReadAllText(path), path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            string repair = named ? $"Set {SettingName} to a file that can be read, or to nothing" : "Make it readable, or delete it";
            throw new ServerlessTrainingException($"The settings of the pipeline cannot be read from '{path}': {error.Message} {repair} for the default settings.", error);
        }
    }
}
