using System.Text.Json;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Grids;

namespace ServerlessTraining.Orchestration.History;

/// <summary>A configuration as people say it.</summary>
/// <param name="Configuration">Null where the text is none that this program can read.</param>
/// <param name="Text">One line; the stored text itself where it cannot be read.</param>
public sealed record ConfigurationWords(TrainingConfiguration? Configuration, string Text)
{
    public string? Model => Configuration?.Model;

    /// <param name="json">As a recipe has it.</param>
    public static ConfigurationWords Of(string json)
    {
        try
        {
            TrainingConfiguration configuration = TrainingConfiguration.Parse(json);
            return new ConfigurationWords(configuration, Describe(configuration));
        }
        catch (ServerlessTrainingException)
        {
            // A recipe outlives the program that wrote it; a list must not end with it.
            return new ConfigurationWords(null, json);
        }
    }

    private static string Describe(TrainingConfiguration configuration)
    {
        string others = configuration.IndicatorTimeframes.Count == 0 ? "" : $" with {string.Join(", ", configuration.IndicatorTimeframes)}";
        string bars = configuration.Horizon == 1 ? "1 bar" : $"{configuration.Horizon} bars";
        using JsonDocument document = JsonDocument.Parse(configuration.HyperParameters.Json);
        string parameters = string.Concat(document.RootElement.EnumerateObject().Select(p => $", {p.Name} {p.Value}"));
        return $"{configuration.Model} on {configuration.FeatureSystem}{others}, {configuration.Encoder}, {configuration.Days} days, {bars} ahead{parameters}";
    }
}
