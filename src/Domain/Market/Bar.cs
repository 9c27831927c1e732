namespace ServerlessTraining.Domain.Market;

/// <summary>One complete bar, stamped at its open in UTC.</summary>
public readonly record struct Bar(DateTimeOffset OpenTime, double Open, double High, double Low, double Close, double Volume);
