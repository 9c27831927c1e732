using ServerlessTraining.Domain.Regimes;

namespace ServerlessTraining.Storage.RegimeRules;

/// <summary>A version of a rule set.</summary>
/// <param name="Version">From 1; 0 are the defaults, which were never saved.</param>
/// <param name="Description">What was changed.</param>
public sealed record StoredRegimeRules(int Version, RegimeRuleSet Rules, string Description, DateTimeOffset At);
