using Microsoft.Extensions.Configuration;
using ServerlessTraining.Domain;

namespace ServerlessTraining.Orchestration.Pipeline;

/// <summary>The file of <see cref="PipelineOptions"/>.</summary>
internal static class PipelineFile
{
    public const string SettingName = "PipelineConfig";

    private static readonly SettingsFile File = new("settings of the pipeline", SettingName, Path.Combine("training_pipeline", "default_config.yaml"), "default settings");

    /// <summary>The defaults where no file is named and none is there.</summary>
    /// <exception cref="ServerlessTrainingException">The file that is named is not there, or something in the file is wrong.</exception>
    public static PipelineOptions Load(IConfiguration configuration) => File.Load(configuration, PipelineOptionsReader.Read);

    /// <param name="chosen">The setting; relative to the clone, or else to the app.</param>
    /// <param name="clone">Null where there is none, as in Azure.</param>
    /// <param name="app">The folder of the program.</param>
    internal static PipelineOptions Load(string? chosen, string? clone, string app) => File.Load(chosen, clone, app, PipelineOptionsReader.Read);
}
