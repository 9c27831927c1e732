using System.Security.Cryptography;
using System.Text;
using ServerlessTraining.Domain.Presets;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Storage.Presets;

namespace ServerlessTraining.Orchestration.Presets;

/// <summary>Makes presets whose members are other presets of the same market.</summary>
public sealed class PresetEnsembles(PresetService presets)
{
    /// <summary>In the place of a feature system, an encoder or a version where members differ.</summary>
    public const string Mixed = "mixed";

    private const string Metric = "roc_auc";

    // What guessing reaches.
    private const double Chance = 0.5;

    /// <summary>The horizons are those that all members have, the versions those of now: what is saved to a member later changes nothing here.</summary>
    /// <exception cref="RequestException">Something is wrong with the members; all of it is told.</exception>
    public async Task<StoredPreset> SaveAsync(PresetEnsembleRequest request, string saveId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        List<(PresetEnsembleMember Wanted, StoredPreset Stored, PresetContent Content)> members = [];
        foreach (PresetEnsembleMember wanted in request.Members)
        {
            (StoredPreset stored, PresetContent content) = await presets.GetAsync(wanted.Name, wanted.Version, cancellationToken);
            members.Add((wanted, stored, content));
        }

        PresetContent[] contents = [.. members.Select(member => member.Content)];
        int[] horizons = [.. contents[0].Horizons.Where(horizon => contents.All(content => content.Horizons.Contains(horizon)))];
        List<FieldFault> faults = [.. Faults(request, members.Select(member => (member.Stored, member.Content)), horizons)];
        double[] weights = Weights(request, contents, faults);
        if (faults.Count > 0) throw new RequestException(faults);
        PresetContent ensemble = new()
        {
            Dataset = Dataset([.. contents.Select(content => content.Dataset)]),
            Features = new PresetFeatures(
                One(contents, content => content.Features.System), One(contents, content => content.Features.Version), One(contents, content => content.Features.Encoder),
                [.. contents.SelectMany(content => content.Features.IndicatorTimeframes).Distinct(StringComparer.Ordinal)]),
            Model = new PresetModel(ArchitectureNames.EnsembleType, ArchitectureNames.EnsembleWord),
            Horizons = horizons,
            HyperParameters = "{}",
            ValidationMetrics = new Dictionary<string, double?>(),
            Training = contents[0].Training,

            // It was put together, and measured by nobody yet.
            Status = PresetStatus.Candidate,
            Members = [.. members.Zip(weights, (member, weight) => new PresetMember(member.Stored.Name, member.Stored.Version, weight))],
        };
        PresetName first = members[0].Wanted.Name;
        PresetName name = request.Name ?? PresetName.Create(first.Symbol, first.Timeframe, ensemble.Features.System, ArchitectureNames.EnsembleWord, horizons);
        return await presets.SaveAsync(name, ensemble, request.Description, saveId, cancellationToken);
    }

    private static IEnumerable<FieldFault> Faults(PresetEnsembleRequest request, IEnumerable<(StoredPreset Stored, PresetContent Content)> members, int[] horizons)
    {
        PresetName first = request.Members[0].Name;
        foreach (PresetName other in request.Members.Select(member => member.Name).Where(name => name.Symbol != first.Symbol || name.Timeframe != first.Timeframe))
        {
            yield return new FieldFault("members", other.Text, $"a preset of {first.Symbol} {first.Timeframe}, as the first is,");
        }

        foreach ((StoredPreset stored, PresetContent content) in members)
        {
            if (stored.IsDeleted) yield return new FieldFault("members", $"{stored.Name}, which is deleted", "a preset that is not");
            if (content.IsEnsemble) yield return new FieldFault("members", $"{stored.Name}, an ensemble itself", "a preset that is trained: name its members");
        }

        if (horizons.Length == 0) yield return new FieldFault("members", "presets without a common horizon", "at least one horizon that all have");
        int different = request.Members.Select(member => (member.Name, member.Version)).Distinct().Count();
        if (different < request.Members.Count) yield return new FieldFault("members", "one preset twice", "different presets or versions");
        int weighted = request.Members.Count(member => member.Weight is not null);
        if (weighted == 0 || weighted == request.Members.Count) yield break;
        yield return new FieldFault("members", $"{weighted} of {request.Members.Count} with a weight", "a weight for all or for none");
    }

    private static double[] Weights(PresetEnsembleRequest request, PresetContent[] contents, List<FieldFault> faults)
    {
        Func<PresetContent, double> usual = request.Weighting == PresetWeighting.Equal ? _ => 1 : content => Math.Max(0, (MetricOf(content) ?? 0) - Chance);
        double[] raw = [.. request.Members.Zip(contents, (member, content) => member.Weight ?? usual(content))];
        foreach ((double weight, PresetEnsembleMember member) in raw.Zip(request.Members))
        {
            if (weight <= 0) faults.Add(new FieldFault("weighting", $"metric, with {member.Name}", $"members whose validation {Metric} is above {Chance}, or weighting equal,"));
        }

        double sum = raw.Sum();
        return [.. raw.Select(weight => weight / sum)];
    }

    private static double? MetricOf(PresetContent content) =>
        content.ValidationMetrics.GetValueOrDefault(Metric) ?? (content.Search is { Objective: Metric } search ? search.BestMetric : null);

    private static string One(PresetContent[] contents, Func<PresetContent, string> part) =>
        contents.Select(part).Distinct(StringComparer.Ordinal).ToArray() is [string one] ? one : Mixed;

    private static PresetDataset Dataset(PresetDataset[] datasets)
    {
        string[] fingerprints = [.. datasets.Select(dataset => dataset.Fingerprint).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        string fingerprint = fingerprints is [string one] ? one : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', fingerprints))));
        return new PresetDataset(fingerprint, datasets.Min(dataset => dataset.From), datasets.Max(dataset => dataset.To), datasets.Max(dataset => dataset.Bars));
    }
}
