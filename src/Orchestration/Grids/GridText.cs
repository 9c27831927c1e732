using ServerlessTraining.Domain.Documents;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Models;
using ServerlessTraining.Orchestration.Documents;

namespace ServerlessTraining.Orchestration.Grids;

/// <summary>A grid as somebody wrote it.</summary>
/// <param name="Text">JSON or YAML.</param>
/// <param name="IsYaml">Which of them.</param>
public sealed record GridText(string Text, bool IsYaml)
{
    private const string Source = "The grid";

    /// <exception cref="DocumentException">Something is wrong; all of it is told, with its line.</exception>
    public TrainingGrid Read(ModelTypes types) => TrainingGrid.Read(
        IsYaml ? YamlDocumentReader.Read(Text, Source) : JsonDocumentReader.Read(Text, Source),
        GridVocabulary.BuiltIn with { Check = (type, options) => types.Find(type).Check(options) },
        Source);
}
