using System.Text.Json;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Domain.Presets;

namespace ServerlessTraining.Storage.Presets;

/// <summary>A version that is to be made.</summary>
/// <param name="Content">Canonical, as <see cref="PresetContentText"/> writes it.</param>
public sealed record PresetDraft(PresetName Name, JsonElement Content, string ContentFingerprint, string Description)
{
    public double? BestMetric { get; init; }

    public PresetStatus? Status { get; init; }

    public bool AutoValidated { get; init; }

    /// <summary>As <see cref="StoredPreset.Use"/>.</summary>
    public TrainingUse? Use { get; init; }

    /// <exception cref="ServerlessTrainingException">The content breaks a rule, or does not fit the name; all of it is told.</exception>
    public static PresetDraft Of(PresetName name, PresetContent content, string description)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(content);
        string text = PresetContentText.Write(content);
        Faults faults = new($"The content does not fit the name {name}");
        foreach (string misfit in PresetContentText.Misfits(name, content)) faults.Add(misfit);
        faults.Throw();
        using JsonDocument json = JsonDocument.Parse(text);
        return new PresetDraft(name, json.RootElement.Clone(), PresetContentText.Fingerprint(content), description)
        {
            BestMetric = content.BestMetric,
            Status = content.Status,
            AutoValidated = content.AutoValidated,
        };
    }
}
