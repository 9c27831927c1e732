using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Domain.Presets;
using ServerlessTraining.Models;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Storage.Archives;
using ServerlessTraining.Storage.Presets;

namespace ServerlessTraining.Orchestration.Presets;

/// <summary>Takes files of presets that may come from anybody. All of it is judged before anything is written.</summary>
public sealed class PresetImport(PresetStore store, ModelTypes types, PresetSigning signing, TimeProvider clock, ILogger<PresetImport> log)
{
    private const int MostReasons = 20;

    /// <param name="body">A JSON file, or a zip of such files: told by how it begins.</param>
    /// <param name="name">Under which one file is imported; null for its own name.</param>
    /// <param name="saveId">Makes the import one: the same id again adds nothing.</param>
    /// <exception cref="RequestException">Something of it is refused: every reason is told, and nothing was written.</exception>
    public async Task<PresetImportReport> ImportAsync(ReadOnlyMemory<byte> body, PresetName? name, string saveId, CancellationToken cancellationToken)
    {
        List<string> faults = [];
        List<Candidate> candidates = Read(body, name, faults);
        Refuse(faults);
        foreach (Candidate candidate in candidates) await CheckMembersAsync(candidate, candidates, faults, cancellationToken);
        Refuse(faults);

        // An ensemble names versions, and its members have theirs only when they are here.
        Dictionary<(string, int), int> versions = [];
        List<PresetImported> imported = [];
        DateTimeOffset now = clock.GetUtcNow();
        foreach (Candidate candidate in candidates.OrderBy(candidate => candidate.File.Content.IsEnsemble))
        {
            PresetFile file = candidate.File;
            PresetDraft draft = PresetDraft.Of(candidate.Name, Renumbered(file.Content, versions), Description(candidate));
            StoredPreset stored = await store.ImportAsync(draft, now, $"{saveId}:{candidate.Name}", cancellationToken);
            versions[(file.Name.Text, file.Version)] = stored.Version;
            imported.Add(new PresetImported(stored.Name, stored.Version, file.Name.Text, file.Version, candidate.Trust));
            PresetLog.Imported(log, stored.Name, stored.Version, candidate.Trust);
        }

        return new PresetImportReport([.. imported.OrderBy(one => one.Name, StringComparer.Ordinal)]);
    }

    private List<Candidate> Read(ReadOnlyMemory<byte> body, PresetName? name, List<string> faults)
    {
        bool isZip = SafeZip.LooksLikeOne(body.Span);
        IReadOnlyList<KeyValuePair<string, byte[]>> files = isZip ? Unpack(body) : [KeyValuePair.Create("The file", body.ToArray())];
        if (name is not null && files.Count > 1) faults.Add($"the archive has {files.Count} presets, and a name is for one; import it without a name");
        List<Candidate> candidates = [];
        foreach ((string source, byte[] bytes) in files)
        {
            if (Parse(source, bytes, faults) is not { } file) continue;
            if (isZip && source != file.FileName) faults.Add($"{source} holds the preset {file.Name}, so it must be named {file.FileName}");
            if (signing.Fault(file, out PresetTrust trust) is { } fault) faults.Add($"{source} {fault}");
            PresetName target = name ?? file.Name;
            foreach (string misfit in PresetContentText.Misfits(target, file.Content)) faults.Add($"{source} cannot be {target}: {misfit}");
            if (types.WhyNot(file.Content.Model.Type, HyperParameters.Parse(file.Content.HyperParameters)) is { } why) faults.Add($"{source} cannot be trained: {why}");

            // What came from elsewhere is nobody's recommendation here.
            candidates.Add(new Candidate(target, file with { Content = file.Content with { Status = PresetStatus.Imported } }, trust));
        }

        return candidates;
    }

    private IReadOnlyList<KeyValuePair<string, byte[]>> Unpack(ReadOnlyMemory<byte> body)
    {
        try
        {
            return SafeZip.Read(body, new SafeArchiveLimits { Entries = PresetExport.MostNames, EntryBytes = PresetFile.MaxBytes });
        }
        catch (SafeArchiveException refused)
        {
            PresetLog.Refused(log, refused.Reasons.Count);
            throw new RequestException(StatusCodes.Status400BadRequest, refused.Message, refused);
        }
    }

    private static PresetFile? Parse(string source, byte[] bytes, List<string> faults)
    {
        try
        {
            return PresetFile.Read(bytes, source);
        }
        catch (ServerlessTrainingException wrong)
        {
            faults.Add(wrong.Message.TrimEnd('.'));
            return null;
        }
    }

    private async Task CheckMembersAsync(Candidate candidate, List<Candidate> candidates, List<string> faults, CancellationToken cancellationToken)
    {
        foreach (PresetMember member in candidate.File.Content.Members ?? [])
        {
            if (candidates.Exists(other => other.File.Name.Text == member.Name && other.File.Version == member.Version)) continue;
            if ((await store.HistoryAsync(PresetName.Parse(member.Name), cancellationToken)).Versions.Any(line => line.Version == member.Version)) continue;
            faults.Add($"{candidate.Name} has the member {member.Name} version {member.Version}, which is neither here nor in the archive; export them together");
        }
    }

    private static PresetContent Renumbered(PresetContent content, Dictionary<(string, int), int> versions) => content.Members is null
        ? content
        : content with { Members = [.. content.Members.Select(member => member with { Version = versions.GetValueOrDefault((member.Name, member.Version), member.Version) })] };

    private static string Description(Candidate candidate)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"imported, version {candidate.File.Version} there: {candidate.File.Description}");
        return text.Length <= PresetVersions.LongestDescription ? text : text[..PresetVersions.LongestDescription];
    }

    private void Refuse(List<string> faults)
    {
        if (faults.Count == 0) return;
        PresetLog.Refused(log, faults.Count);
        string more = faults.Count > MostReasons ? $"; and {faults.Count - MostReasons} more reasons" : "";
        throw new RequestException(
            StatusCodes.Status400BadRequest, $"The import is refused, nothing was written: {string.Join("; ", faults.Take(MostReasons))}{more}.");
    }

    private sealed record Candidate(PresetName Name, PresetFile File, PresetTrust Trust);
}
