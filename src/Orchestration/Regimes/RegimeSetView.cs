using ServerlessTraining.Domain.Regimes;
using ServerlessTraining.Storage.RegimeRules;

namespace ServerlessTraining.Orchestration.Regimes;

/// <summary>A version of a set of regime rules as the API shows it.</summary>
/// <param name="Version">What an edit sends back; 0 are the defaults, which were never saved.</param>
/// <param name="Change">What made this version.</param>
/// <param name="Saved">Null for the defaults.</param>
/// <param name="Fingerprint">Of what labels depend on: equal fingerprints give equal labels.</param>
/// <param name="Regimes">In the order in which they are asked, disabled ones included.</param>
public sealed record RegimeSetView(string Set, int Version, string Change, DateTimeOffset? Saved, string Fingerprint, IReadOnlyList<RegimeView> Regimes)
{
    /// <summary>How the bars of a market are divided, where a market was asked for.</summary>
    public IReadOnlyList<RegimeShare>? Shares { get; init; }

    public static RegimeSetView Of(string set, StoredRegimeRules stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        return new RegimeSetView(
            set, stored.Version, stored.Description, stored.Version == 0 ? null : stored.At, stored.Rules.Fingerprint(RegimeOptions.Default),
            [.. stored.Rules.Rules.Select(RegimeView.Of)]);
    }
}
