using System.Text.Json;
using ServerlessTraining.Domain.Presets;

namespace ServerlessTraining.Orchestration.Presets;

/// <summary>One place where two versions differ.</summary>
/// <param name="Text">For people, in one line.</param>
public sealed record PresetDiffLine(string Path, PresetChangeKind Kind, JsonElement? Old, JsonElement? New, string Text)
{
    internal static PresetDiffLine Of(PresetChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return new PresetDiffLine(change.Path, change.Kind, change.Old, change.New, change.ToString());
    }
}
