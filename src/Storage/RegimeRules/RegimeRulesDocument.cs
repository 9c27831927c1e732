namespace ServerlessTraining.Storage.RegimeRules;

/// <summary>As stored; the rules have a text form of their own.</summary>
internal sealed record RegimeRulesDocument(int Version, string Rules, string Description, DateTimeOffset At);
